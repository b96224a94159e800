import { CloudTrailClient, LookupEventsCommand, type Event } from "@aws-sdk/client-cloudtrail";
import type { EventFilter } from "../aws/console-links";
import type { Calls } from "./calls";
import { makeClient } from "./make-client";
import type { ClientSettings } from "./sign-in";

/** A change that CloudTrail has recorded. */
export interface TrailEvent {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The operation, e.g. `SetQueueAttributes`. */
  readonly name: string;
  /** The ARN of the user or of the role's session. */
  readonly who: string;
}

/** Which events are looked for. */
export interface TrailQuery {
  readonly filter: EventFilter;
  /** Names and ids of the resource, one of which an event has to mention. */
  readonly ids: readonly string[];
}

const [MOST_PAGES, MOST_EVENTS] = [4, 3];

/**
 * The latest changes of a resource in CloudTrail's event history, which reaches back 90 days. What only reads is left out. It takes
 * one filter, so that events of the same service are searched for the resource here, 200 of them at most.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export async function trailEvents(
  settings: ClientSettings,
  calls: Calls,
  { filter: { key, value }, ids }: TrailQuery,
): Promise<TrailEvent[]> {
  const client = makeClient(CloudTrailClient, settings);
  const found: TrailEvent[] = [];
  let token: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES && found.length < MOST_EVENTS; page += 1) {
      const LookupAttributes = [{ AttributeKey: key, AttributeValue: value }];
      const command = new LookupEventsCommand({ LookupAttributes, MaxResults: 50, NextToken: token });
      const { Events = [], NextToken } = await calls.make((options) => client.send(command, options));
      found.push(...Events.filter((event) => isChangeOf(event, ids)).map(summaryOf));
      token = NextToken;
      if (token === undefined) break;
    }
    return found.slice(0, MOST_EVENTS);
  } finally {
    client.destroy();
  }
}

/** The identity is left out: an account's id is in every event of the account. */
function isChangeOf({ ReadOnly, Resources = [], CloudTrailEvent }: Event, ids: readonly string[]): boolean {
  const text = JSON.stringify([Resources, recordOf(CloudTrailEvent).requestParameters]);
  return ReadOnly !== "true" && ids.some((id) => text.includes(JSON.stringify(id).slice(1, -1)));
}

function summaryOf({ EventTime, EventName = "", Username, CloudTrailEvent }: Event): TrailEvent {
  const { userIdentity } = recordOf(CloudTrailEvent);
  return {
    at: EventTime?.toISOString() ?? "",
    name: EventName,
    who: userIdentity?.arn ?? userIdentity?.invokedBy ?? Username ?? "nobody that CloudTrail names",
  };
}

interface TrailRecord {
  readonly requestParameters?: unknown;
  readonly userIdentity?: { readonly arn?: string; readonly invokedBy?: string };
}

function recordOf(text = "{}"): TrailRecord {
  try {
    return JSON.parse(text) as TrailRecord;
  } catch {
    return {};
  }
}
