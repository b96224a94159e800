import type { ForwardedEvent } from "../event/forwarded-event";

/**
 * The finding as GuardDuty wrote it, after the fields that a relay searches for. The order of the first members is
 * guaranteed: if a receiver cuts a record short, it still shows whose it is. A heartbeat has `heartbeat` instead of
 * `finding`.
 */
export function guardduty(event: ForwardedEvent): string {
  const { accountId, envelopeAccount, region, id, updatedAt } = event;
  const head = JSON.stringify({ accountId, envelopeAccount, region, id, updatedAt }).slice(0, -1);
  return `${head},"${event.kind}":${event.detailText},"envelope":${JSON.stringify(event.envelope)}}`;
}
