import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import { parseArn } from "../aws/arn";
import { clientSettings, globalRegion } from "./clients";
import { policyAllows } from "./events/policy";
import type { Partition } from "../aws/partitions";

/** The parts of a role that decide authorization: who may assume it, and what it may do. */
export interface RolePolicies {
  readonly trust: string;
  readonly permissions: readonly string[];
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
    return { trust: decode(Role?.AssumeRolePolicyDocument), permissions: permissions.map(decode) };
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchEntityException") return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}

/** Whether a role may do something. */
export function roleMay(role: RolePolicies, action: string, resource: string): boolean {
  return role.permissions.some((document) => policyAllows(document, { action, resource, context: {} }));
}

/** Whether a service may assume a role, given the condition keys that the service sends. */
export function trusts(
  role: RolePolicies,
  service: string,
  context: Readonly<Record<string, string>> = {},
): boolean {
  const principal = { kind: "Service", name: service } as const;
  return policyAllows(role.trust, { action: "sts:AssumeRole", resource: "", principal, context });
}

async function managedPolicy(client: IAMClient, PolicyArn: string | undefined): Promise<string | undefined> {
  const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }));
  const version = new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId });
  return (await client.send(version)).PolicyVersion?.Document;
}

function decode(document: string | undefined): string {
  return decodeURIComponent(document ?? "");
}
