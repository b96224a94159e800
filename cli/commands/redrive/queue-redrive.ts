import { SQSClient } from "@aws-sdk/client-sqs";
import { makeClient } from "../../../aws-clients/make-client";
import type { Region } from "../../../config/regions";
import { whatFailed } from "../../terminal/what-failed";
import type { DeadLetters } from "./dead-letters";
import type { Entrance } from "./entrances";
import { countMessages, moveMessages, type MessageCount, type Move } from "./move-messages";
import { openQueue, type OpenQueue } from "./open-queue";

/** A dead-letter queue and the result for its messages. If `failure` came first, nothing is counted. */
export interface QueueRedrive extends DeadLetters, MessageCount, Move {
  readonly open?: { readonly from: OpenQueue; readonly to: OpenQueue };
}

/**
 * Opens a dead-letter queue and its target, and counts the messages. A missing queue is reported, and the others go on.
 * @throws AbortError only
 */
export async function lookInto(
  letters: DeadLetters,
  entrance: Entrance,
  signal: AbortSignal,
): Promise<QueueRedrive> {
  const nothing = { ...letters, messages: 0, hidden: 0, moved: 0, cameBack: 0 };
  if ("failure" in entrance) return { ...nothing, failure: entrance.failure };
  const client = (region: Region) =>
    makeClient(SQSClient, entrance.enter("administrator", region), { maxAttempts: 5 });
  try {
    const from = await openQueue(client(letters.region), letters.queue);
    const to = await openQueue(client(letters.backToRegion), letters.backTo);
    return { ...nothing, ...(await countMessages(from)), open: { from, to } };
  } catch (error) {
    return { ...nothing, failure: whatFailed(error, signal) };
  }
}

/** Moves the messages of an open queue. A queue that could not be opened is returned unchanged. */
export async function redrive(letters: QueueRedrive, signal: AbortSignal): Promise<QueueRedrive> {
  if (!letters.open || letters.messages === 0) return letters;
  return { ...letters, ...(await moveMessages(letters.open.from, letters.open.to, signal)) };
}

/** Whether every message that was counted has been moved. */
export function isDone({ messages, moved, failure }: QueueRedrive): boolean {
  return failure === undefined && moved >= messages;
}
