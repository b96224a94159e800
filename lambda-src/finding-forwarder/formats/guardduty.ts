import type { ForwardedEvent } from "../event/forwarded-event";

/**
 * The finding as GuardDuty wrote it, behind what a relay searches for. The order of the first members is a promise: a record that a receiver
 * cut short still says whose it is. A heartbeat has `heartbeat` in place of `finding`.
 */
export function guardduty(event: ForwardedEvent): string {
  const { accountId, envelopeAccount, region, id, updatedAt } = event;
  const head = JSON.stringify({ accountId, envelopeAccount, region, id, updatedAt }).slice(0, -1);
  return `${head},"${event.kind}":${event.detailText},"envelope":${JSON.stringify(event.envelope)}}`;
}
