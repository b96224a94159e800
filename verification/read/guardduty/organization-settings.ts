import {
  DescribePolicyCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  OrganizationsClient,
  type PolicySummary,
} from "@aws-sdk/client-organizations";
import { makeClient } from "../../../aws-clients/make-client";
import type { Attempts, Read } from "../../../aws-clients/attempts";
import { unlessMissing, Calls } from "../../../aws-clients/calls";
import type { SignIn } from "../../../aws-clients/sign-in";
import { pages } from "../../../aws-clients/pages";

/** A policy of the type GUARDDUTY_POLICY that is attached somewhere. */
export interface FoundPolicy {
  readonly id: string;
  readonly name: string;
  /** JSON, in AWS's form. */
  readonly content: string;
  /** Ids of a root, units or accounts. */
  readonly targets: readonly string[];
}

/** Settings of AWS Organizations that GuardDuty depends on, or that decide over its plans. */
export interface OrganizationSettings {
  /** Service principals that have trusted access. */
  readonly trustedServices: Read<readonly string[]>;
  readonly policies: Read<readonly FoundPolicy[]>;
}

/** Nothing was read of them. */
export const UNREAD_SETTINGS: OrganizationSettings = { trustedServices: "unread", policies: "unread" };

/**
 * Reads them once for each organization, through the management account: two calls, and two for each policy. What is
 * refused is UNREAD, and recorded in the attempts.
 */
export async function readOrganizationSettings(
  homeRegion: string,
  enter: SignIn,
  attempts: Attempts,
  signal?: AbortSignal,
): Promise<OrganizationSettings> {
  const client = makeClient(OrganizationsClient, enter("management", homeRegion));
  const calls = new Calls(signal ? { signal } : {});
  try {
    const [trustedServices, policies] = await Promise.all([
      attempts.read("trusted access of services", readTrustedServices(client, calls)),
      attempts.read("policies of the type GUARDDUTY_POLICY", readPolicies(client, calls)),
    ]);
    return { trustedServices, policies };
  } finally {
    client.destroy();
  }
}

async function readTrustedServices(client: OrganizationsClient, calls: Calls): Promise<string[]> {
  const found = await pages(async (NextToken) => {
    const command = new ListAWSServiceAccessForOrganizationCommand(NextToken ? { NextToken } : {});
    const page = await calls.make((options) => client.send(command, options));
    return [page.EnabledServicePrincipals ?? [], page.NextToken];
  });
  return found.flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []);
}

async function readPolicies(client: OrganizationsClient, calls: Calls): Promise<FoundPolicy[]> {
  const all = await pages(async (NextToken) => {
    const command = new ListPoliciesCommand({
      Filter: "GUARDDUTY_POLICY",
      ...(NextToken ? { NextToken } : {}),
    });
    // A partition that does not have the type yet refuses its name.
    const listing = calls.make((options) => client.send(command, options));
    const page = await unlessMissing(listing, ["InvalidInputException"]);
    return [page?.Policies ?? [], page?.NextToken];
  });
  const read = await Promise.all(all.map((policy) => readPolicy(client, calls, policy)));
  return read.filter(({ targets }) => targets.length > 0);
}

async function readPolicy(
  client: OrganizationsClient,
  calls: Calls,
  { Id: PolicyId = "", Name = "" }: PolicySummary,
): Promise<FoundPolicy> {
  const [targets, { Policy }] = await Promise.all([
    pages(async (NextToken) => {
      const command = new ListTargetsForPolicyCommand({ PolicyId, ...(NextToken ? { NextToken } : {}) });
      const page = await calls.make((options) => client.send(command, options));
      return [page.Targets ?? [], page.NextToken];
    }),
    calls.make((options) => client.send(new DescribePolicyCommand({ PolicyId }), options)),
  ]);
  const ids = targets.flatMap(({ TargetId }) => TargetId ?? []);
  return { id: PolicyId, name: Name, content: Policy?.Content ?? "", targets: ids };
}
