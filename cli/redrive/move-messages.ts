import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type Message,
  type SQSClient,
} from "@aws-sdk/client-sqs";

/** A queue and a client of its region. */
export interface OpenQueue {
  readonly sqs: SQSClient;
  readonly url: string;
}

/** Long enough to copy a batch; what is not deleted by then comes back and is copied again. */
const VISIBILITY_SECONDS = 120;

/** @throws where the account has no such queue */
export async function openQueue(sqs: SQSClient, name: string): Promise<OpenQueue> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
  return { sqs, url: QueueUrl! };
}

/** How many messages wait in a queue, as far as SQS can say. */
export async function countMessages({ sqs, url }: OpenQueue): Promise<number> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["ApproximateNumberOfMessages"] }),
  );
  return Number(Attributes.ApproximateNumberOfMessages ?? 0);
}

/**
 * Moves what was in a queue when we began to another: each message is sent, without its attributes and so without the reason it
 * came with, and only then deleted. Interrupted anywhere it loses nothing, and started again it goes on. What comes back to the queue meanwhile, because it
 * still cannot be delivered, stays. Not StartMessageMoveTask: that refuses queues that are no queue's redrive target.
 *
 * @returns how many were moved
 */
export async function moveMessages(from: OpenQueue, to: OpenQueue, signal: AbortSignal): Promise<number> {
  const started = Date.now();
  let moved = 0;
  for (;;) {
    signal.throwIfAborted();
    const { Messages = [] } = await from.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: from.url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: VISIBILITY_SECONDS,
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ["SentTimestamp"],
      }),
    );
    const ours = Messages.filter(({ Attributes }) => Number(Attributes?.SentTimestamp ?? 0) < started);
    if (ours.length === 0) return moved;
    await Promise.all(ours.map((message) => move(message, from, to)));
    moved += ours.length;
  }
}

async function move({ Body, ReceiptHandle }: Message, from: OpenQueue, to: OpenQueue): Promise<void> {
  await to.sqs.send(new SendMessageCommand({ QueueUrl: to.url, MessageBody: Body }));
  await from.sqs.send(new DeleteMessageCommand({ QueueUrl: from.url, ReceiptHandle }));
}
