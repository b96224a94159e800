import type { JsonObject } from "./json-object";

/** What names a heartbeat on the bus: the schedule's event is the only one of this source. */
export const HEARTBEAT = { source: "orgduty", detailType: "orgduty heartbeat" } as const;

/** The heartbeat of earlier stacks, from a rule that ran by the clock. Such messages may still wait in a queue. */
const EARLIER = { source: "aws.events", detailType: "Scheduled Event" } as const;

/** Whether an event, by its envelope, is a heartbeat. */
export function isHeartbeat({ source, "detail-type": detailType }: JsonObject): boolean {
  return [HEARTBEAT, EARLIER].some((one) => one.source === source && one.detailType === detailType);
}
