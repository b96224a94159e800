import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { makeClient } from "../aws-clients/make-client";
import type { Calls } from "../aws-clients/calls";
import type { ClientSettings } from "../aws-clients/sign-in";

/** A queue that exists. */
export interface OpenQueue {
  readonly name: string;
  readonly sqs: SQSClient;
  readonly url: string;
  readonly calls: Calls;
}

/** Finds a queue by its name; undefined if it does not exist, or no longer exists. */
export async function openQueue(
  settings: ClientSettings,
  calls: Calls,
  name: string,
): Promise<OpenQueue | undefined> {
  const sqs = makeClient(SQSClient, settings);
  try {
    const command = new GetQueueUrlCommand({ QueueName: name });
    const { QueueUrl = "" } = await calls.make((options) => sqs.send(command, options));
    return { name, sqs, url: QueueUrl, calls };
  } catch (error) {
    sqs.destroy();
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}

const COUNTS = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
] as const;

/** The number of messages in a queue: those that wait, those that are being processed, and those that are delayed. */
export async function messagesIn({ sqs, url, calls }: OpenQueue): Promise<number> {
  const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...COUNTS] });
  const { Attributes = {} } = await calls.make((options) => sqs.send(command, options));
  return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

/**
 * Moves up to ten messages to another queue. Each is deleted only once the other queue has it. If the run is killed
 * in between, the message exists twice, but is never lost.
 * @returns how many were moved
 */
export async function moveSome({ sqs, url, calls }: OpenQueue, to: OpenQueue): Promise<number> {
  const receive = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 60,
  });
  const { Messages = [] } = await calls.make((options) => sqs.send(receive, options));
  await Promise.all(
    Messages.map(async ({ Body = "", ReceiptHandle }) => {
      const send = new SendMessageCommand({ QueueUrl: to.url, MessageBody: Body });
      await calls.make((options) => to.sqs.send(send, options));
      const remove = new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle });
      await calls.make((options) => sqs.send(remove, options));
    }),
  );
  return Messages.length;
}
