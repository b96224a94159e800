import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import { SENT_AGAIN } from "../environment";
import { backoffSeconds } from "./backoff";
import type { Outcome } from "./deliver";
import { readEvent, type ForwardedEvent } from "../event/forwarded-event";
import type { Format } from "../formats/format";
import { toLogRecord, type LogRecord } from "../report/log-record";
import type { Queue } from "./queue";
import type { RecentKeys } from "./recent-keys";
import type { Postponed, Report, Subject } from "../report/report";

/** What is needed to process a batch. */
export interface Parts {
  readonly format: Format;
  readonly deliver: (records: readonly LogRecord[]) => Promise<Map<LogRecord, Outcome>>;
  /** Keys of delivered records; no other keys are ever remembered. */
  readonly delivered: RecentKeys;
  readonly queue: Queue;
  readonly report: Report;
}

interface Sorted {
  /** The messages of each record: duplicates within the batch share one result. */
  readonly messages: Map<LogRecord, SQSRecord[]>;
  readonly unreadable: { readonly message: SQSRecord; readonly reason: string }[];
}

/**
 * Sends a batch from the queue to the relay and returns the messages that must come back. A message is acknowledged
 * only if the relay accepted its record now or earlier, or if the dead-letter queue has the message.
 */
export async function processBatch(batch: readonly SQSRecord[], parts: Parts): Promise<SQSBatchResponse> {
  parts.report.received(batch.length);
  const { messages, unreadable } = sort(batch, parts);
  const outcomes = await parts.deliver([...messages.keys()]);
  settleDelivered(outcomes, parts);
  const rejected = delayed([...unreadable, ...withOutcome(outcomes, messages, "rejected")]);
  const unsent = delayed(withOutcome(outcomes, messages, "retry"));
  if (rejected.length === 0 && unsent.length === 0) return { batchItemFailures: [] };
  // Both run at the same time, because either may take most of the time that is reserved for both. A message that is
  // put aside is deleted, whether it is hidden or not.
  const [refused] = await Promise.all([putAside(rejected, parts), hide([...unsent, ...rejected], parts)]);
  const retried = [...unsent, ...refused];
  reportRetried(retried, parts.report);
  return { batchItemFailures: retried.map(({ message }) => ({ itemIdentifier: message.messageId })) };
}

function sort(batch: readonly SQSRecord[], { format, delivered, report }: Parts): Sorted {
  const byKey = new Map<string, LogRecord>();
  const messages = new Map<LogRecord, SQSRecord[]>();
  const unreadable: { message: SQSRecord; reason: string }[] = [];
  for (const message of batch) {
    const record = read(message, format);
    if ("rejected" in record) {
      unreadable.push({ message, reason: record.rejected });
      continue;
    }
    const twin = byKey.get(record.key);
    if (twin) messages.get(twin)!.push(message);
    if (twin || (!isSentAgain(message) && delivered.has(record.key))) {
      report.duplicate(record.event);
      continue;
    }
    byKey.set(record.key, record);
    messages.set(record, [message]);
  }
  return { messages, unreadable };
}

function isSentAgain({ messageAttributes }: SQSRecord): boolean {
  return messageAttributes?.[SENT_AGAIN] !== undefined;
}

/** A bad message must affect only itself: a throw would hand back the whole batch. */
function read({ body }: SQSRecord, format: Format): LogRecord | { readonly rejected: string } {
  try {
    const reading = readEvent(body);
    return "rejected" in reading ? reading : toLogRecord(reading.event, format);
  } catch (error) {
    return { rejected: `it cannot be read: ${(error as Error).name}` }; // the text of the error may quote it
  }
}

function settleDelivered(outcomes: Map<LogRecord, Outcome>, { delivered, report }: Parts): void {
  const events: ForwardedEvent[] = [];
  for (const [{ key, event }, { status }] of outcomes) {
    if (status !== "delivered") continue;
    delivered.add(key);
    events.push(event);
  }
  if (events.length > 0) report.delivered(events);
}

interface Unsettled {
  readonly message: SQSRecord;
  readonly record?: LogRecord;
  readonly reason: string;
  readonly retryAfterSeconds?: number;
}

function withOutcome(
  outcomes: Map<LogRecord, Outcome>,
  messages: Sorted["messages"],
  status: "rejected" | "retry",
): Unsettled[] {
  return [...outcomes].flatMap(([record, outcome]) =>
    outcome.status === status
      ? messages.get(record)!.map((message) => ({ message, record, ...outcome }))
      : [],
  );
}

interface Delayed extends Unsettled {
  /** How long the message stays hidden if it is handed back. */
  readonly seconds: number;
}

function delayed(items: readonly Unsettled[]): Delayed[] {
  return items.map((item) => {
    const receiveCount = Number(item.message.attributes.ApproximateReceiveCount);
    return { ...item, seconds: backoffSeconds(receiveCount, item.retryAfterSeconds) };
  });
}

/** @returns the messages that the dead-letter queue did not accept */
async function putAside(rejected: readonly Delayed[], { queue, report }: Parts): Promise<Delayed[]> {
  const kept = await Promise.all(
    rejected.map(async (item) => {
      try {
        await queue.reject(item.message, item.reason);
        report.rejected(subjectOf(item), item.reason);
        return [];
      } catch (error) {
        report.failed("a message could not be put into the dead-letter queue", error);
        return [{ ...item, reason: `the dead-letter queue did not take it (${item.reason})` }];
      }
    }),
  );
  return kept.flat();
}

async function hide(items: readonly Delayed[], { queue, report }: Parts): Promise<void> {
  try {
    await queue.postpone(items);
  } catch (error) {
    report.failed("messages could not be postponed", error);
  }
}

/** Messages with the same reason share one report, so that a relay that is down does not fill the log. */
function reportRetried(items: readonly Delayed[], report: Report): void {
  const byReason = new Map<string, Postponed[]>();
  for (const item of items) {
    const names = byReason.get(item.reason) ?? [];
    byReason.set(item.reason, names);
    names.push({ ...subjectOf(item), seconds: item.seconds });
  }
  for (const [reason, names] of byReason) report.retried(names, reason);
}

function subjectOf({ message, record }: Unsettled): Subject {
  const { id, accountId, region } = record?.event ?? {};
  return { messageId: message.messageId, finding: id, accountId, region };
}
