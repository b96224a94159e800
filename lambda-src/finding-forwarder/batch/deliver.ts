import type { ExchangeSize } from "./exchange-size";
import type { LogRecord } from "../report/log-record";
import type { RelayError } from "../relay/relay-error";

/** The result for a record. */
export type Outcome =
  | { readonly status: "delivered" }
  | { readonly status: "retry"; readonly reason: string; readonly retryAfterSeconds?: number }
  | { readonly status: "rejected"; readonly reason: string };

type Send = (records: readonly LogRecord[], deadline: number) => Promise<void>;

/**
 * Sends records in as few exchanges as the relay accepts. If the relay permanently refuses a group, the group is halved
 * until the bad record is alone, so that it does not affect other records. If a group takes too long, it is halved
 * until it is small enough. Records that are not sent by the deadline are handed back.
 *
 * @param send throws RelayError: transient, slow or permanent
 * @param deadline milliseconds since 1970
 */
export async function deliver(
  records: readonly LogRecord[],
  send: Send,
  deadline: number,
  size: ExchangeSize,
): Promise<Map<LogRecord, Outcome>> {
  const outcomes = new Map<LogRecord, Outcome>();
  const groups = records.length > 0 ? [records] : [];
  const time = { deadline, spentOn: "" };
  for (let group = groups.pop(); group; group = groups.pop()) {
    const outcome = group.length > size.limit ? "split" : await exchange(group, send, time, size);
    if (outcome === "split") {
      const end = group.length > size.limit ? size.limit : Math.ceil(group.length / 2);
      groups.push(group.slice(end), group.slice(0, end));
    } else for (const record of group) outcomes.set(record, outcome);
  }
  return outcomes;
}

interface Time {
  readonly deadline: number;
  /** The reason of the last exchange that took too long. */
  spentOn: string;
}

async function exchange(
  group: readonly LogRecord[],
  send: Send,
  time: Time,
  size: ExchangeSize,
): Promise<Outcome | "split"> {
  const started = Date.now();
  if (started >= time.deadline)
    return { status: "retry", reason: `no time left in this invocation${time.spentOn}` };
  try {
    await send(group, time.deadline);
    size.succeeded(group.length, Date.now() - started);
    return { status: "delivered" };
  } catch (error) {
    const { kind, message: reason, retryAfterSeconds } = error as RelayError;
    if (kind === "slow") {
      size.tooSlow(group.length);
      time.spentOn = `: ${reason}`;
    }
    if ((kind === "slow" || kind === "permanent") && group.length > 1) return "split";
    return kind === "permanent"
      ? { status: "rejected", reason }
      : { status: "retry", reason, retryAfterSeconds };
  }
}
