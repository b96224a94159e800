import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { sendToQueue } from "../../../local-aws/events/queue-target";
import { documentOf, QUEUE_CASES } from "../../aws/policy/queue-cases";

const PLACE = {
  queue: "arn:aws:sqs:eu-west-1:222222222222:findings",
  rule: "arn:aws:events:eu-west-1:222222222222:rule/findings",
  account: "222222222222",
};

/** An SQS that has one queue, with the policy of the case. */
let policy = "";
let sent: string[] = [];
let server: Server;
let endpoint = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const { MessageBody } = JSON.parse(body) as { MessageBody?: string };
      if (MessageBody !== undefined) sent.push(MessageBody);
      const md5 = createHash("md5")
        .update(MessageBody ?? "")
        .digest("hex");
      const answer =
        MessageBody === undefined ? { Attributes: { Policy: policy } } : { MD5OfMessageBody: md5 };
      response.setHeader("content-type", "application/x-amz-json-1.0");
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe("The local EventBridge", () => {
  it.each(QUEUE_CASES)("$answer: $what ($page)", async (kase) => {
    policy = documentOf(kase, PLACE);
    sent = [];
    const message = { queueArn: PLACE.queue, ruleArn: PLACE.rule, body: "finding" };
    const sending = sendToQueue(endpoint, message);
    if (kase.answer === "yes") await sending;
    else await expect(sending).rejects.toMatchObject({ code: "NO_PERMISSIONS" });
    expect(sent).toEqual(kase.answer === "yes" ? ["finding"] : []);
  });
});
