import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { SQSRecord } from "aws-lambda";

interface Message {
  readonly id: string;
  readonly body: string;
  visibleAt: number;
  receiveCount: number;
}

export interface DeadLetter {
  readonly body: string;
  readonly reason: string;
}

const VISIBILITY_MILLISECONDS = 6 * 60_000;

/** The three operations that the function calls, and a queue behind them whose time can be moved on. */
export class AwsStub {
  /** What Secrets Manager holds; undefined: it is down. */
  secret: string | undefined = "{}";
  /** How often the dead-letter queue still refuses. */
  deadLetterRefusals = 0;
  readonly deadLetters: DeadLetter[] = [];
  /** How far our time is ahead of the machine's. */
  clockOffset = 0;
  private readonly messages = new Map<string, Message>();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const operation = String(request.headers["x-amz-target"]).split(".").pop()!;
        const answer = this.answer(operation, JSON.parse(Buffer.concat(chunks).toString()));
        response.writeHead(answer ? 200 : 400, { "content-type": "application/x-amz-json-1.0" });
        response.end(
          JSON.stringify(answer ?? { __type: "ThrottlingException", message: "refused by the test" }),
        );
      });
    });
  }

  async start(): Promise<void> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  put(bodies: readonly string[]): void {
    for (const body of bodies) {
      const id = randomUUID();
      this.messages.set(id, { id, body, visibleAt: 0, receiveCount: 0 });
    }
  }

  get size(): number {
    return this.messages.size;
  }

  /** The next batch; moves time on to when there is one. */
  receive(batchSize: number): SQSRecord[] {
    const next = Math.min(...[...this.messages.values()].map(({ visibleAt }) => visibleAt));
    this.clockOffset = Math.max(this.clockOffset, next - Date.now());
    const visible = [...this.messages.values()]
      .filter(({ visibleAt }) => visibleAt <= this.now())
      .slice(0, batchSize);
    return visible.map((message) => {
      message.visibleAt = this.now() + VISIBILITY_MILLISECONDS;
      message.receiveCount++;
      return toRecord(message);
    });
  }

  delete(ids: readonly string[]): void {
    ids.forEach((id) => this.messages.delete(id));
  }

  private now(): number {
    return Date.now() + this.clockOffset;
  }

  private answer(operation: string, input: Input): object | undefined {
    if (operation === "GetSecretValue")
      return this.secret === undefined ? undefined : { SecretString: this.secret };
    if (operation === "SendMessage") return this.deadLetter(input);
    for (const { Id, ReceiptHandle, VisibilityTimeout } of input.Entries) {
      const message = this.messages.get(ReceiptHandle);
      if (message && Id) message.visibleAt = this.now() + VisibilityTimeout * 1000;
    }
    return { Successful: input.Entries.map(({ Id }) => ({ Id })), Failed: [] };
  }

  private deadLetter({ MessageBody, MessageAttributes }: Input): object | undefined {
    if (this.deadLetterRefusals-- > 0) return undefined;
    this.deadLetters.push({ body: MessageBody, reason: MessageAttributes.reason.StringValue });
    return { MessageId: randomUUID(), MD5OfMessageBody: createHash("md5").update(MessageBody).digest("hex") };
  }
}

/** The fields of the requests that are looked at. */
interface Input {
  readonly Entries: {
    readonly Id: string;
    readonly ReceiptHandle: string;
    readonly VisibilityTimeout: number;
  }[];
  readonly MessageBody: string;
  readonly MessageAttributes: { readonly reason: { readonly StringValue: string } };
}

function toRecord({ id, body, receiveCount }: Message): SQSRecord {
  return {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: "0",
      SenderId: "",
      ApproximateFirstReceiveTimestamp: "0",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-west-1:222222222222:findings",
    awsRegion: "eu-west-1",
  };
}
