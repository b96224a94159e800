import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

interface Stored {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
  hidden: boolean;
}

/** The fields of requests that are looked at. */
interface Input {
  readonly QueueName: string;
  readonly QueueUrl: string;
  readonly MessageBody: string;
  readonly ReceiptHandle: string;
  readonly findingIds: readonly unknown[];
}

/** The operations that redrive and backfill call, of SQS and GuardDuty, for every region. */
export class AwsStub {
  /** By region and name, e.g. `eu-west-1/acme-guardduty-findings`. */
  readonly queues = new Map<string, Stored[]>();
  /** By region: findings as they are on the wire. */
  readonly findings = new Map<string, Record<string, unknown>[]>();
  readonly listRequests: unknown[] = [];
  /** How many sends succeed before they fail. */
  sendsLeft = Infinity;
  private readonly server: Server;

  constructor() {
    this.server = createServer(async (request, response) => {
      const text = Buffer.concat(await request.toArray()).toString();
      const answer = this.answer(request, text === "" ? {} : JSON.parse(text));
      response.writeHead(answer ? 200 : 400, { "content-type": "application/json" });
      response.end(JSON.stringify(answer ?? { __type: "InvalidParameterValue" }));
    });
  }

  async start(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  put(queue: string, bodies: readonly string[], sentAt = 0): void {
    const stored = bodies.map((body) => ({ id: `${Math.random()}`, body, sentAt, hidden: false }));
    this.queues.set(queue, [...(this.queues.get(queue) ?? []), ...stored]);
  }

  bodies(queue: string): string[] {
    return (this.queues.get(queue) ?? []).map(({ body }) => body);
  }

  private answer(request: IncomingMessage, input: Input): object | undefined {
    const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(String(request.headers.authorization))![1]!;
    const target = request.headers["x-amz-target"];
    if (typeof target === "string") return this.sqs(target.split(".").pop()!, region, input);
    if (request.method === "GET") return { detectorIds: ["detector"] };
    const all = this.findings.get(region) ?? [];
    if (request.url!.endsWith("/get"))
      return { findings: all.filter(({ id }) => input.findingIds.includes(id)) };
    this.listRequests.push(input);
    return { findingIds: all.map(({ id }) => id) };
  }

  private sqs(operation: string, region: string, input: Input): object | undefined {
    if (operation === "GetQueueUrl") return { QueueUrl: `http://queue/${region}/${input.QueueName}` };
    const name = String(input.QueueUrl).split("/").slice(-2).join("/");
    const stored = this.queues.get(name) ?? [];
    if (operation === "GetQueueAttributes")
      return { Attributes: { ApproximateNumberOfMessages: String(stored.length) } };
    if (operation === "SendMessage") {
      if (this.sendsLeft-- <= 0) return undefined;
      this.put(name, [input.MessageBody], Date.now() + 1000);
      return { MessageId: "m", MD5OfMessageBody: md5(input.MessageBody) };
    }
    if (operation === "DeleteMessage") {
      this.queues.set(
        name,
        stored.filter(({ id }) => id !== input.ReceiptHandle),
      );
      return {};
    }
    const received = stored.filter(({ hidden }) => !hidden).slice(0, 10);
    received.forEach((message) => (message.hidden = true));
    return {
      Messages: received.map(({ id, body, sentAt }) => ({
        MessageId: id,
        ReceiptHandle: id,
        Body: body,
        MD5OfBody: md5(body),
        Attributes: { SentTimestamp: String(sentAt) },
      })),
    };
  }
}

const md5 = (text: string) => createHash("md5").update(text).digest("hex");
