import type { SignIn, WorkAccount } from "../../../aws-clients/sign-in";
import type { TrailEvent } from "../../../aws-clients/trail-events";
import { partitionOf } from "../../../aws/partitions";
import type { OrganizationConfig, OrgdutyConfig } from "../../../config/config";
import type { DriftedResource } from "./drifted-resource";
import { driftKey } from "./drift-history";

/** The latest changes that CloudTrail has of drifted resources, by `driftKey`; or why they are not known. */
export type EventsByResource = ReadonlyMap<string, readonly TrailEvent[] | string>;

/** Where CloudTrail is asked. */
export interface TrailAccess {
  readonly config: Pick<OrgdutyConfig, "organizations">;
  readonly enter: (organization: OrganizationConfig) => SignIn;
  readonly signal: AbortSignal;
}

/** CloudTrail answers two requests a second; after so many resources a person has seen whose day it was. */
const MOST_RESOURCES = 20;

/** Asks CloudTrail who changed what, one resource after the other. A place that refuses once is not asked again. */
export async function eventsOf(
  drifted: readonly DriftedResource[],
  { config, enter, signal }: TrailAccess,
): Promise<EventsByResource> {
  const { Calls } = await import("../../../aws-clients/calls");
  const { readFailure } = await import("../../../aws-clients/read-failure");
  const { trailEvents } = await import("../../../aws-clients/trail-events");
  const calls = new Calls({ concurrency: 1, signal });
  const refused = new Map<string, string>();
  const events = new Map<string, readonly TrailEvent[] | string>();
  for (const one of drifted.slice(0, MOST_RESOURCES)) {
    const { region, filter } = one.trail;
    const organization = config.organizations[partitionOf(region)];
    const account = organization && workAccount(one, organization);
    if (!account) continue;
    const place = `${account} ${region}`;
    if (!refused.has(place))
      try {
        const settings = enter(organization)(account, region);
        events.set(driftKey(one), await trailEvents(settings, calls, { filter, ids: one.ids }));
      } catch (error) {
        signal.throwIfAborted();
        refused.set(place, readFailure(error).error);
      }
    const why = refused.get(place);
    if (why !== undefined) events.set(driftKey(one), why);
  }
  return events;
}

/** The log archive's account has no sign-in here. */
function workAccount(
  { account }: DriftedResource,
  { administratorAccountId, managementAccountId }: OrganizationConfig,
): WorkAccount | undefined {
  if (account === administratorAccountId) return "administrator";
  return account === managementAccountId ? "management" : undefined;
}
