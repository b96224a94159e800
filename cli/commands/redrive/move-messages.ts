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

/** Long enough to copy a batch; what is not deleted by then comes back and is copied again. */
const VISIBILITY_SECONDS = 120;

/** How many messages a queue holds, as far as SQS can say. */
export interface MessageCount {
  readonly messages: number;
  /** Of these: received, and not deleted yet. Nobody receives them before their visibility timeout ends. */
  readonly hidden: number;
}

/** Counts both what waits and what an interrupted run keeps hidden. */
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

/** What became of a queue's messages. */
export interface Move {
  readonly moved: number;
  /** Left where they are, because they came after we began: most likely moved, and refused once more. */
  readonly cameBack: number;
  /** What ended it early. */
  readonly failure?: string;
}

/**
 * Moves what was in a queue when we began to another: each message is sent, without its attributes and so without the reason it
 * came with, and only then deleted. Interrupted anywhere it loses nothing, and started again it goes on. What comes back to the queue meanwhile, because it
 * still cannot be delivered, stays. Not StartMessageMoveTask: that refuses queues that are no queue's redrive target.
 *
 * @throws an AbortError only
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
 * Up to ten messages, and the end of the second in which SQS gave them: SentTimestamp is SQS's clock, and this machine's may differ
 * from it by minutes.
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
  await to.sqs.send(new SendMessageCommand({ QueueUrl: to.url, MessageBody: Body }));
  await from.sqs.send(new DeleteMessageCommand({ QueueUrl: from.url, ReceiptHandle }));
}
