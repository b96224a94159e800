import { UNREAD, type Read } from "../../aws-clients/attempts";
import type { QueueHealth } from "../read/queues";
import type { LocalGap } from "./local-gap";

const MINUTE_MS = 60_000;
/** CloudWatch shows a metric only some minutes after it was written. */
const LAG_MINUTES = 15;

/** A function, the queue that it empties, and the time of its last delivery. */
export interface Movement {
  readonly functionName: string;
  readonly heartbeatMinutes: number;
  readonly queue: Read<QueueHealth> | undefined;
  /** ISO 8601. Undefined if it never delivered. */
  readonly lastDeliveryAt: Read<string> | undefined;
}

/**
 * Reports a findings path on which nothing moves. Heartbeats are delivered like findings, so the path is blocked if
 * three of them pass without a delivery, or if messages wait and one heartbeat and one hour pass without one. A queue
 * that is younger than that has not had enough time.
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
