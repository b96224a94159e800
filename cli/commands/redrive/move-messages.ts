import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type Message,
} from "@aws-sdk/client-sqs";
import { onAnswer } from "../../terminal/on-answer";
import { whatFailed } from "../../terminal/what-failed";
import type { OpenQueue } from "./open-queue";
import { SENT_AGAIN_MARK } from "./sent-again";

/**
 * How long a received message stays hidden: long enough to copy a batch. What is not deleted by then comes back and is
 * copied again.
 */
const VISIBILITY_SECONDS = 120;

/** How many messages a queue holds, as far as SQS can say. */
export interface MessageCount {
  readonly messages: number;
  /**
   * How many of them were received but not deleted yet. They cannot be received again until their visibility timeout
   * ends.
   */
  readonly hidden: number;
}

/** Counts the messages that wait and those that an interrupted run keeps hidden. */
export async function countMessages({ sqs, url }: OpenQueue): Promise<MessageCount> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    }),
  );
  const hidden = Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0);
  return { messages: Number(Attributes.ApproximateNumberOfMessages ?? 0) + hidden, hidden };
}

/** The result of moving a queue's messages. */
export interface Move {
  readonly moved: number;
  /** Messages left in the queue because they arrived after the move began: most likely moved, and refused again. */
  readonly cameBack: number;
  /** The failure that ended the move early. */
  readonly failure?: string;
}

/**
 * Moves the messages that were in a queue when the move began to another queue. Each message is sent without its
 * attributes, hence without the reason for its refusal, but with a mark so that it is delivered whatever the forwarder
 * remembers, and deleted only after that. An interrupted move loses nothing
 * and can be started again. A message that comes back meanwhile because it still cannot be delivered stays.
 * StartMessageMoveTask is not used: it refuses queues that are not the redrive target of another queue.
 *
 * @throws AbortError only
 */
export async function moveMessages(from: OpenQueue, to: OpenQueue, signal: AbortSignal): Promise<Move> {
  const cameBack = new Set<string>();
  let started: number | undefined;
  let moved = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { messages, answeredAt } = await receive(from);
      started ??= answeredAt;
      const isNew = messages.some(({ MessageId }) => !cameBack.has(MessageId!));
      if (!isNew) return { moved, cameBack: cameBack.size };
      const ours = messages.filter(({ Attributes }) => Number(Attributes?.SentTimestamp ?? 0) <= started!);
      messages.filter((one) => !ours.includes(one)).forEach(({ MessageId }) => cameBack.add(MessageId!));
      const moves = await Promise.allSettled(ours.map((message) => move(message, from, to)));
      moved += moves.filter(({ status }) => status === "fulfilled").length;
      const refused = moves.find(({ status }) => status === "rejected");
      if (refused?.status === "rejected") throw refused.reason;
    }
  } catch (error) {
    return { moved, cameBack: cameBack.size, failure: whatFailed(error, signal) };
  }
}

/**
 * Receives up to ten messages, with the end of the second in which SQS served them. SentTimestamp is SQS's clock, and
 * this machine's clock may differ by minutes.
 */
async function receive({ sqs, url }: OpenQueue): Promise<{ messages: Message[]; answeredAt: number }> {
  const command = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: VISIBILITY_SECONDS,
    WaitTimeSeconds: 1,
    MessageSystemAttributeNames: ["SentTimestamp"],
  });
  let date = "";
  onAnswer(command, ({ headers }) => void (date = headers.date ?? ""));
  const { Messages = [] } = await sqs.send(command);
  return { messages: Messages, answeredAt: (Date.parse(date) || Date.now()) + 999 };
}

async function move({ Body, ReceiptHandle }: Message, from: OpenQueue, to: OpenQueue): Promise<void> {
  await to.sqs.send(
    new SendMessageCommand({ QueueUrl: to.url, MessageBody: Body, MessageAttributes: SENT_AGAIN_MARK }),
  );
  await from.sqs.send(new DeleteMessageCommand({ QueueUrl: from.url, ReceiptHandle }));
}
