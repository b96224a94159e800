import type { LogRecord } from "./log-record";
import type { RelayError } from "./relay/relay-error";

/** What became of a record. */
export type Outcome =
  | { readonly status: "delivered" }
  | { readonly status: "retry"; readonly reason: string; readonly retryAfterSeconds?: number }
  | { readonly status: "rejected"; readonly reason: string };

/**
 * Sends records in one exchange. When the relay will never take them, halves are sent until whoever is to blame is alone: nobody else suffers
 * from a poisonous record. What is not sent by the deadline is handed back.
 *
 * @param send throws RelayError, transient or permanent
 * @param deadline milliseconds since 1970
 */
export async function deliver(
  records: readonly LogRecord[],
  send: (records: readonly LogRecord[], deadline: number) => Promise<void>,
  deadline: number,
): Promise<Map<LogRecord, Outcome>> {
  if (records.length === 0) return new Map();
  if (Date.now() >= deadline)
    return allOf(records, { status: "retry", reason: "no time left in this invocation" });
  try {
    await send(records, deadline);
    return allOf(records, { status: "delivered" });
  } catch (error) {
    const { kind, message, retryAfterSeconds } = error as RelayError;
    if (kind !== "permanent") return allOf(records, { status: "retry", reason: message, retryAfterSeconds });
    if (records.length === 1) return allOf(records, { status: "rejected", reason: message });
    const middle = Math.ceil(records.length / 2);
    const first = await deliver(records.slice(0, middle), send, deadline);
    const second = await deliver(records.slice(middle), send, deadline);
    return new Map([...first, ...second]);
  }
}

function allOf(records: readonly LogRecord[], outcome: Outcome): Map<LogRecord, Outcome> {
  return new Map(records.map((record) => [record, outcome]));
}
