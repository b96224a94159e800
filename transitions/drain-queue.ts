import { setTimeout as sleepFor } from "node:timers/promises";
import { messagesIn, moveSome, type OpenQueue } from "./queues";

/** A queue that has to be emptied before it is removed. */
export interface DrainProps {
  readonly from: OpenQueue;
  /**
   * The queue to which its messages are moved. Absent: they are not moved, because the queue's own function empties
   * it.
   */
  readonly to?: OpenQueue | undefined;
  readonly onStep: (text: string) => void;
  /** Aborts the work with an AbortError, also between two calls. @default it runs to its end */
  readonly signal?: AbortSignal | undefined;
  /** How long the queue has to stay empty, because SQS may count a message up to a minute late. */
  readonly settleMs: number;
  /**
   * How long to wait without any message moving before giving up. It is longer than a message stays hidden if a
   * function took it and may no longer delete it.
   * @default 15 minutes
   */
  readonly limitMs?: number;
  /** How long to wait between two looks at the queue. @default half a second */
  readonly pollMs?: number;
}

const LIMIT_MS = 15 * 60_000;
const TELL_EVERY_MS = 10_000;

/**
 * Waits until a queue is empty and stays empty, and moves the messages that wait in it.
 * @throws if messages stay in it for `limitMs` without one of them moving
 */
export async function drainQueue(props: DrainProps): Promise<void> {
  const { from, to, onStep, signal, settleMs, limitMs = LIMIT_MS, pollMs = 500 } = props;
  let [least, moved] = [Infinity, 0];
  let [progressAt, emptySince, toldAt] = [Date.now(), undefined as number | undefined, 0];
  for (;;) {
    const some = to ? await moveSome(from, to) : 0;
    const left = await messagesIn(from);
    const now = Date.now();
    moved += some;
    if (some > 0 || left < least) progressAt = now;
    least = Math.min(least, left);
    emptySince = left > 0 || some > 0 ? undefined : (emptySince ?? now);
    if (emptySince !== undefined && now - emptySince >= settleMs) break;
    if (left > 0 && now - progressAt > limitMs) throw new Error(stuck(from.name, left, limitMs));
    if (left > 0 && now - toldAt > TELL_EVERY_MS) {
      onStep(`${from.name}: ${findings(left, "waits", "wait")}, ${moved} moved on`);
      toldAt = now;
    }
    if (some === 0) await sleepFor(pollMs, undefined, signal ? { signal } : {});
  }
  onStep(`${from.name}: empty${moved > 0 ? `, ${findings(moved, "was", "were")} moved on` : ""}`);
}

function findings(count: number, ofOne: string, ofMany: string): string {
  return count === 1 ? `1 finding ${ofOne}` : `${count} findings ${ofMany}`;
}

function stuck(name: string, left: number, limitMs: number): string {
  return (
    `${name} still holds ${left} messages, and none moved for ${Math.round(limitMs / 60_000)} minutes: it is not removed\n` +
    "  fix: see in the forwarder's log why it does not deliver, then plan and apply again"
  );
}
