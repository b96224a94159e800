import {
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import type { RegionClients } from "../../aws-clients/region-clients";
import type { Calls } from "../../aws-clients/calls";
import type { Attributes } from "../../intent/expected-stack";
import { text } from "../kinds/kind";
import { pages } from "../../aws-clients/pages";
import { tagsOf } from "../../aws-clients/tags";
import { expectedOf, type Reading } from "./live";

/** A role with everything that determines its permissions. */
interface FoundRole {
  readonly attributes: Attributes;
  /** Policy documents by name. */
  readonly inline: Readonly<Record<string, string>>;
  /** ARNs. */
  readonly attached: readonly string[];
}

/** Roles that were read for any region. Roles have no region, so they are read once, beside the regions' own calls. */
export interface ReadRoles {
  readonly calls: Calls;
  readonly found: Map<string, Promise<FoundRole | undefined>>;
}

/** Reads every expected role and all its policies, expected or not. */
export async function readRoles(reading: Reading, known: ReadRoles): Promise<void> {
  const names = expectedOf(reading, "aws_iam_role").map((role) => text(role, "name"));
  await Promise.all(
    names.map(async (name) => {
      const role = known.found.get(name) ?? readRole(reading.clients, known.calls, name);
      known.found.set(name, role);
      note(reading, name, await reading.attempts.read(`role ${name}`, role));
    }),
  );
}

function note(reading: Reading, name: string, found: Read<FoundRole | undefined>): void {
  const { live } = reading;
  const isThere = found !== UNREAD && found !== undefined;
  live.put("aws_iam_role", name, isThere ? found.attributes : found);
  if (!isThere) return;
  const expected = expectedOf(reading, "aws_iam_role_policy")
    .filter(({ role }) => role === name)
    .map((policy) => text(policy, "name"));
  for (const policy of expected) {
    const document = found.inline[policy];
    live.put(
      "aws_iam_role_policy",
      `${name}/${policy}`,
      document === undefined ? undefined : { role: name, name: policy, policy: document },
    );
  }
  for (const policy of Object.keys(found.inline).filter((one) => !expected.includes(one)))
    live.unexpected.push({
      reason: "NOT_EXPECTED",
      resource: `${name}/${policy}`,
      found: "an inline policy",
    });
  for (const policyArn of found.attached)
    live.unexpected.push({
      reason: "NOT_EXPECTED",
      resource: `${name}/${policyArn}`,
      found: "an attached policy",
    });
}

async function readRole(
  { iam }: RegionClients,
  calls: Calls,
  RoleName: string,
): Promise<FoundRole | undefined> {
  const answer = calls.make((options) => iam.send(new GetRoleCommand({ RoleName }), options));
  const role = (await unlessMissing(answer, ["NoSuchEntityException", "NoSuchEntity"]))?.Role;
  if (!role) return undefined;
  const names = await pages(async (Marker) => {
    const command = new ListRolePoliciesCommand({ RoleName, ...(Marker ? { Marker } : {}) });
    const page = await calls.make((options) => iam.send(command, options));
    return [page.PolicyNames ?? [], page.Marker];
  });
  const attached = await pages(async (Marker) => {
    const command = new ListAttachedRolePoliciesCommand({ RoleName, ...(Marker ? { Marker } : {}) });
    const page = await calls.make((options) => iam.send(command, options));
    return [(page.AttachedPolicies ?? []).map(({ PolicyArn = "" }) => PolicyArn), page.Marker];
  });
  const inline = names.map(async (PolicyName) => {
    const command = new GetRolePolicyCommand({ RoleName, PolicyName });
    const { PolicyDocument = "" } = await calls.make((options) => iam.send(command, options));
    return [PolicyName, decodeURIComponent(PolicyDocument)] as const;
  });
  return {
    attributes: {
      name: role.RoleName,
      assume_role_policy: decodeURIComponent(role.AssumeRolePolicyDocument ?? ""),
      description: role.Description,
      max_session_duration: role.MaxSessionDuration ?? 3600,
      path: role.Path,
      permissions_boundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
      tags: tagsOf(role.Tags),
    },
    inline: Object.fromEntries(await Promise.all(inline)),
    attached,
  };
}
