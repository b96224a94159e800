import {
  DescribePolicyCommand,
  ListParentsCommand,
  ListPoliciesForTargetCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { makeClient } from "../../aws-clients/make-client";
import { parsePolicy } from "../../aws/policy/parse-policy";
import type { Policy } from "../../aws/policy/document";
import type { Read } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import type { SignIn } from "../../aws-clients/sign-in";
import { pages } from "../../aws-clients/pages";
import type { Asking } from "./asking";

/** A service control policy. */
export interface ControlPolicy {
  readonly id: string;
  readonly name: string;
  readonly document: Policy;
}

/** The policies at one level over an account: the account itself, a unit, the root. Each level has to allow. */
export interface Level {
  readonly target: string;
  readonly policies: readonly ControlPolicy[];
}

const NOT_ENABLED = ["PolicyTypeNotEnabledException"];

/** Reads the policies over an account: two calls a level, and one a policy. No level if the organization uses none. */
export async function readControlPolicies(
  accountId: string,
  homeRegion: string,
  enter: SignIn,
  asking: Asking,
): Promise<Read<readonly Level[]>> {
  const client = makeClient(OrganizationsClient, enter("management", homeRegion));
  try {
    return await asking.read(
      "service-control-policies",
      "service control policies over the administrator's account",
      readLevels(client, asking, accountId),
    );
  } finally {
    client.destroy();
  }
}

async function readLevels(client: OrganizationsClient, asking: Asking, accountId: string): Promise<Level[]> {
  const levels: Level[] = [];
  const known = new Map<string, ControlPolicy>();
  for (
    let target: string | undefined = accountId;
    target !== undefined;
    target = await parentOf(client, asking, target)
  ) {
    const attached = await policiesOf(client, asking, target);
    if (attached === undefined) return [];
    const policies: ControlPolicy[] = [];
    for (const { Id = "", Name = "" } of attached) {
      const policy = known.get(Id) ?? { id: Id, name: Name, document: await documentOf(client, asking, Id) };
      known.set(Id, policy);
      policies.push(policy);
    }
    levels.push({ target, policies });
  }
  return levels;
}

async function parentOf(
  client: OrganizationsClient,
  { calls }: Asking,
  ChildId: string,
): Promise<string | undefined> {
  if (ChildId.startsWith("r-")) return undefined;
  const found = await calls.make((options) => client.send(new ListParentsCommand({ ChildId }), options));
  return found.Parents?.[0]?.Id;
}

/** Undefined if the organization does not use the type. */
async function policiesOf(client: OrganizationsClient, { calls }: Asking, TargetId: string) {
  let isEnabled = true;
  const all = await pages(async (NextToken) => {
    const command = new ListPoliciesForTargetCommand({
      ...{ TargetId, Filter: "SERVICE_CONTROL_POLICY" },
      ...(NextToken ? { NextToken } : {}),
    });
    const page = await unlessMissing(
      calls.make((options) => client.send(command, options)),
      NOT_ENABLED,
    );
    isEnabled = page !== undefined;
    return [page?.Policies ?? [], page?.NextToken];
  });
  return isEnabled ? all : undefined;
}

async function documentOf(client: OrganizationsClient, { calls }: Asking, PolicyId: string): Promise<Policy> {
  const { Policy: found } = await calls.make((options) =>
    client.send(new DescribePolicyCommand({ PolicyId }), options),
  );
  return parsePolicy(found?.Content ?? "");
}
