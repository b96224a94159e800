import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  type Tag,
} from "@aws-sdk/client-iam";
import { parseArn } from "../aws/arn";
import type { Context } from "../aws/policy/context";
import { clientSettings, globalRegion } from "./clients";
import { evaluateTogether } from "../aws/policy/permissions";
import { parsePolicy } from "../aws/policy/parse-policy";
import { policyAllows } from "./policy-allows";
import type { Partition } from "../aws/partitions";

/** The parts of a role that decide authorization: who may assume it, and what it may do. */
export interface RolePolicies {
  readonly arn: string;
  readonly trust: string;
  readonly permissions: readonly string[];
  /** Its permissions boundary, if it has one. */
  readonly boundary?: string;
  /** @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Reads a role's trust policy and permissions, inline and attached. Undefined if there is no such role. */
export async function readRole(endpoint: string, roleArn: string): Promise<RolePolicies | undefined> {
  const { partition, accountId, resource } = parseArn(roleArn);
  const client = new IAMClient(clientSettings(endpoint, accountId, globalRegion(partition as Partition)));
  const RoleName = resource.split("/").at(-1);
  try {
    const { Role } = await client.send(new GetRoleCommand({ RoleName }));
    const inline = (await client.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames ?? [];
    const attached =
      (await client.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies ?? [];
    const permissions = await Promise.all([
      ...inline.map(
        async (PolicyName) =>
          (await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument,
      ),
      ...attached.map(({ PolicyArn }) => managedPolicy(client, PolicyArn)),
    ]);
    const boundaryArn = Role?.PermissionsBoundary?.PermissionsBoundaryArn;
    return {
      arn: Role?.Arn ?? roleArn,
      tags: tagsOf(Role?.Tags),
      trust: decode(Role?.AssumeRolePolicyDocument),
      permissions: permissions.map(decode),
      ...(boundaryArn && { boundary: decode(await managedPolicy(client, boundaryArn)) }),
    };
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchEntityException") return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

/**
 * Whether a role may do something in its own account, as far as its policies and its permissions boundary say, with the
 * condition keys that the request carries.
 */
export function roleMay(
  role: RolePolicies,
  action: string,
  resource: string,
  context: Context = {},
): boolean {
  const policies = {
    identity: role.permissions.map(parsePolicy),
    ...(role.boundary !== undefined && { boundary: parsePolicy(role.boundary) }),
    resourceAccount: parseArn(role.arn).accountId,
  };
  const principal = { kind: "AWS", name: role.arn } as const;
  return evaluateTogether(policies, { action, resource, principal, context }).answer === "yes";
}

/** Whether a service may assume a role, with the condition keys that it sends along. */
export function trusts(role: RolePolicies, service: string, context: Context = {}): boolean {
  const principal = { kind: "Service", name: service } as const;
  return policyAllows(role.trust, { action: "sts:AssumeRole", resource: role.arn, principal, context });
}

/** A managed policy's document in its default version. */
export async function managedPolicy(
  client: IAMClient,
  PolicyArn: string | undefined,
): Promise<string | undefined> {
  const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }));
  const version = new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId });
  return (await client.send(version)).PolicyVersion?.Document;
}

/** Tags as an object. */
export function tagsOf(tags: readonly Tag[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** IAM's answers carry documents encoded as in a URL. */
export function decode(document: string | undefined): string {
  return decodeURIComponent(document ?? "");
}
