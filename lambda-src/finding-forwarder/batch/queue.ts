import type { SQSRecord } from "aws-lambda";
import { ChangeMessageVisibilityBatchCommand, SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";

const BATCH = 10;
const MAX_REASON_CHARACTERS = 500;

/** The queue that the function reads from, and its dead-letter queue. */
export interface Queue {
  /** Puts a message aside permanently, with the reason. The message may be acknowledged only after this returned. */
  reject(message: SQSRecord, reason: string): Promise<void>;
  /**
   * Hides each message for its own number of seconds. Best effort: if it fails, the messages return after the queue's
   * visibility timeout.
   */
  postpone(messages: readonly { readonly message: SQSRecord; readonly seconds: number }[]): Promise<void>;
}

/** The implementation for SQS. */
export class SqsQueue implements Queue {
  constructor(
    private readonly sqs: SQSClient,
    private readonly urls: { readonly queueUrl: string; readonly deadLetterQueueUrl: string },
  ) {}

  async reject(message: SQSRecord, reason: string): Promise<void> {
    await this.sqs.send(
      new SendMessageCommand({
        QueueUrl: this.urls.deadLetterQueueUrl,
        MessageBody: message.body,
        MessageAttributes: { reason: { DataType: "String", StringValue: attributeValue(reason) } },
      }),
    );
  }

  async postpone(
    messages: readonly { readonly message: SQSRecord; readonly seconds: number }[],
  ): Promise<void> {
    const entries = messages.map(({ message, seconds }) => ({
      Id: message.messageId,
      ReceiptHandle: message.receiptHandle,
      VisibilityTimeout: seconds,
    }));
    const batches = Array.from({ length: Math.ceil(entries.length / BATCH) }, (_, index) =>
      entries.slice(index * BATCH, (index + 1) * BATCH),
    );
    await Promise.all(
      batches.map((Entries) =>
        this.sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.urls.queueUrl, Entries })),
      ),
    );
  }
}

/** SQS refuses control characters. */
function attributeValue(reason: string): string {
  return reason.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, "?").slice(0, MAX_REASON_CHARACTERS);
}
