import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
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
  readonly MessageAttributes?: object;
  readonly ReceiptHandle: string;
  readonly findingIds: readonly unknown[];
}

/** What SQS takes by default. */
const LONGEST_MESSAGE = 262_144;

/** The operations that redrive and backfill call, of SQS and GuardDuty, for every region. Its clock is not `Date.now`, which tests set wrong. */
export class AwsStub {
  /** By region and name, e.g. `eu-west-1/acme-guardduty-findings`. */
  readonly queues = new Map<string, Stored[]>();
  /** By region: the texts of findings as they are on the wire. */
  readonly findings = new Map<string, string[]>();
  readonly listRequests: unknown[] = [];
  /** The attributes of each message that was sent. */
  readonly marks: (object | undefined)[] = [];
  /** The error that an operation answers with, by region and operation, e.g. `eu-west-1/GetQueueUrl`. */
  readonly refusals = new Map<string, string>();
  /** How many sends succeed before they fail. */
  sendsLeft = Infinity;
  /** Whether what was received is out of sight until its visibility timeout ends, which here is never. */
  hides = true;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      // A stub that fails ends the connection: its client then fails at once instead of waiting.
      this.respond(request, response).catch((error: Error) => response.destroy(error));
    });
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = Buffer.concat(await request.toArray()).toString();
    const answer = this.answer(request, text === "" ? {} : JSON.parse(text));
    const failed = typeof answer === "object" && "__type" in answer;
    response.writeHead(failed ? 400 : 200, { "content-type": "application/json" });
    response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
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

  private answer(request: IncomingMessage, input: Input): object | string {
    const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(String(request.headers.authorization))![1]!;
    const target = request.headers["x-amz-target"];
    const operation = typeof target === "string" ? target.split(".").pop()! : guardDutyOperation(request);
    const __type = this.refusals.get(`${region}/${operation}`);
    if (__type !== undefined) return { __type, message: "refused" };
    if (typeof target === "string") return this.sqs(operation, region, input);
    if (operation === "ListDetectors") return { detectorIds: ["detector"] };
    const all = this.findings.get(region) ?? [];
    const idOf = (text: string) => (JSON.parse(text) as { id: string }).id;
    if (operation === "GetFindings")
      return `{"findings":[${all.filter((text) => input.findingIds.includes(idOf(text))).join(",")}]}`;
    this.listRequests.push(input);
    return { findingIds: all.map(idOf) };
  }

  private sqs(operation: string, region: string, input: Input): object {
    if (operation === "GetQueueUrl") return { QueueUrl: `http://queue/${region}/${input.QueueName}` };
    const name = String(input.QueueUrl).split("/").slice(-2).join("/");
    const stored = this.queues.get(name) ?? [];
    if (operation === "GetQueueAttributes") {
      const hidden = stored.filter((message) => message.hidden).length;
      return {
        Attributes: {
          ApproximateNumberOfMessages: String(stored.length - hidden),
          ApproximateNumberOfMessagesNotVisible: String(hidden),
        },
      };
    }
    if (operation === "SendMessage") {
      const fits = Buffer.byteLength(input.MessageBody) <= LONGEST_MESSAGE;
      if (!fits || this.sendsLeft-- <= 0)
        return { __type: "InvalidParameterValue", message: "Message must be shorter than 262144 bytes." };
      this.put(name, [input.MessageBody], new Date().getTime());
      this.marks.push(input.MessageAttributes);
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
    received.forEach((message) => (message.hidden = this.hides));
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

function guardDutyOperation({ method, url = "" }: IncomingMessage): string {
  if (method === "GET") return "ListDetectors";
  return url.endsWith("/get") ? "GetFindings" : "ListFindings";
}

const md5 = (text: string) => createHash("md5").update(text).digest("hex");
