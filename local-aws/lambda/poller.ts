import { setTimeout as sleep } from "node:timers/promises";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient, type Message } from "@aws-sdk/client-sqs";
import { parseArn } from "../../aws/arn";
import { clientSettings } from "../clients";
import type { Functions } from "./functions";
import type { Mapping } from "./mapping";

const IDLE_MS = 1000;
const LARGEST_RECEIVE = 10;

/**
 * Polls a queue for a function as Lambda does, in batches. It deletes only messages that the handler did not report as
 * failed; if the handler throws, the whole batch fails. Failed messages come back after their visibility timeout, until
 * the queue's redrive policy moves them. It runs one batch at a time, so that it never exceeds a mapping's concurrency.
 */
export class Poller {
  private readonly stopping = new AbortController();
  private wake = () => {};
  private readonly client: SQSClient;
  private readonly queueUrl: string;

  constructor(
    endpoint: string,
    private readonly mapping: Mapping,
    private readonly functions: Functions,
    private readonly log: (text: string) => void,
  ) {
    const { accountId, region, resource } = parseArn(mapping.EventSourceArn);
    this.client = new SQSClient(clientSettings(endpoint, accountId, region));
    this.queueUrl = `${endpoint}/${accountId}/${resource}`;
    void this.run();
  }

  /** Something arrived in the queue: the next round starts at once. */
  kick(): void {
    this.wake();
  }

  stop(): void {
    this.stopping.abort();
    this.wake();
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const messages = await this.receive();
        if (messages.length > 0) await this.handle(messages);
        else await this.idle();
      } catch (error) {
        if (this.stopping.signal.aborted) break;
        this.log(`${this.mapping.FunctionArn}: ${error instanceof Error ? error.message : String(error)}`);
        await this.idle();
      }
    }
    this.client.destroy();
  }

  private async receive(): Promise<Message[]> {
    const batch: Message[] = [];
    while (batch.length < this.mapping.BatchSize) {
      const MaxNumberOfMessages = Math.min(LARGEST_RECEIVE, this.mapping.BatchSize - batch.length);
      const command = new ReceiveMessageCommand({
        QueueUrl: this.queueUrl,
        MaxNumberOfMessages,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      });
      const { Messages = [] } = await this.client.send(command, { abortSignal: this.stopping.signal });
      batch.push(...Messages);
      if (Messages.length < MaxNumberOfMessages) break;
    }
    return batch;
  }

  private async handle(messages: readonly Message[]): Promise<void> {
    const { FunctionArn, EventSourceArn, FunctionResponseTypes } = this.mapping;
    const event = { Records: messages.map((message) => recordOf(message, EventSourceArn)) };
    const outcome = await this.functions.invoke(FunctionArn, event);
    if ("error" in outcome)
      return this.log(`${FunctionArn}: ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
    const reports = FunctionResponseTypes.includes("ReportBatchItemFailures");
    const failed = reports ? failedIds(outcome.result, messages) : new Set<string>();
    if (failed === undefined) return this.log(`${FunctionArn}: its answer is not a list of failed messages`);
    const taken = messages.filter(({ MessageId }) => !failed.has(MessageId ?? ""));
    for (const { ReceiptHandle } of taken) {
      await this.client.send(new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle }));
    }
  }

  private async idle(): Promise<void> {
    const woken = new Promise<void>((resolve) => (this.wake = resolve));
    await Promise.race([woken, sleep(IDLE_MS, undefined, { ref: false })]);
  }
}

/**
 * The messages that a handler reports as failed. Undefined, if the answer is invalid or names unknown messages: then
 * the whole batch fails.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
function failedIds(result: unknown, messages: readonly Message[]): Set<string> | undefined {
  if (result === null || result === undefined) return new Set();
  const { batchItemFailures } = result as { batchItemFailures?: { itemIdentifier?: unknown }[] | null };
  const received = new Set(messages.map(({ MessageId }) => MessageId));
  const ids = (batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier as string);
  return ids.every((id) => received.has(id)) ? new Set(ids) : undefined;
}

function recordOf(message: Message, eventSourceARN: string) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue, DataType }]) => [
        name,
        { stringValue: StringValue, dataType: DataType },
      ]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN,
    awsRegion: parseArn(eventSourceARN).region,
  };
}
