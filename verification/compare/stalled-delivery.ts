import { UNREAD, type Read } from "../../aws-clients/attempts";
import type { QueueHealth } from "../read/queues";
import type { LocalGap } from "./local-gap";

const MINUTE_MS = 60_000;
/** CloudWatch shows a metric only minutes after it was written. */
const LAG_MINUTES = 15;

/** A function, the queue it empties, and when it last delivered something. */
export interface Movement {
  readonly functionName: string;
  readonly heartbeatMinutes: number;
  readonly queue: Read<QueueHealth> | undefined;
  /** ISO 8601; undefined if it never did. */
  readonly lastDeliveryAt: Read<string> | undefined;
}

/**
 * A way on which nothing moves. Heartbeats are delivered like findings, so three of them without a delivery mean that it is
 * blocked, and so does one and an hour while messages wait. A queue that was made later than that has had no time yet.
 */
export function stalledGaps(
  { functionName, heartbeatMinutes, queue, lastDeliveryAt }: Movement,
  now: number,
): LocalGap[] {
  if (!queue || queue === UNREAD || lastDeliveryAt === UNREAD) return [];
  const heartbeats = 3 * heartbeatMinutes;
  const minutes = queue.messages > 0 ? Math.min(heartbeats, heartbeatMinutes + 60) : heartbeats;
  const limitMs = Math.max(minutes, LAG_MINUTES) * MINUTE_MS;
  const moved = Math.max(queue.createdAt ?? 0, lastDeliveryAt ? Date.parse(lastDeliveryAt) : 0);
  if (now - moved <= limitMs) return [];
  const wanted = `a delivery within ${limitMs / MINUTE_MS} minutes`;
  const found = `${lastDeliveryAt ? `the last at ${lastDeliveryAt}` : "none"}, ${queue.messages} messages wait`;
  return [{ wanted, found, reason: "DELIVERY_STALLED", resource: functionName }];
}
