import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eventsOf } from "../../../../cli/commands/drift/events-of";
import type { DriftedResource } from "../../../../cli/commands/drift/drifted-resource";
import { trailOf } from "../../../../cli/commands/drift/trail-of";
import { TINY_ORGANIZATION } from "../../../terraform-runner/support/tiny-config";

const [ADMINISTRATOR, MANAGEMENT] = ["222222222222", "111111111111"];
const AT = 1_800_000_000;

/** An event as LookupEvents answers it. */
function event(name: string, requestParameters: object, changed: object = {}) {
  const record = {
    requestParameters,
    userIdentity: { arn: `arn:of:${name}` },
    recipientAccountId: ADMINISTRATOR,
  };
  return {
    EventTime: AT,
    EventName: name,
    ReadOnly: "false",
    CloudTrailEvent: JSON.stringify(record),
    ...changed,
  };
}

function drifted(changed: Partial<DriftedResource> = {}): DriftedResource {
  return {
    ...{ stack: "us-east-1", account: ADMINISTRATOR, region: "us-east-1", isGone: false, attributes: [] },
    ...{ address: "aws_sqs_queue.a", type: "aws_sqs_queue", name: "findings", ids: ["findings"] },
    trail: trailOf("aws_sqs_queue", "findings", "us-east-1"),
    ...changed,
  };
}

describe("eventsOf", () => {
  let server: Server;
  let endpoint: string;
  const asked: { keys: string; body: { LookupAttributes: object[]; NextToken?: string } }[] = [];
  let answer: (turn: number) => [status: number, body: object];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const keys = /Credential=(\d+)\//.exec(request.headers.authorization ?? "")![1]!;
        asked.push({ keys, body: JSON.parse(Buffer.concat(chunks).toString()) as (typeof asked)[0]["body"] });
        const [status, body] = answer(asked.length);
        response
          .writeHead(status, { "content-type": "application/x-amz-json-1.1" })
          .end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => void asked.splice(0));
  afterAll(() => server.close());

  const events = (resources: readonly DriftedResource[]) =>
    eventsOf(resources, {
      config: { organizations: { aws: TINY_ORGANIZATION } },
      enter: () => (account, region) => ({
        ...{ endpoint, region, maxAttempts: 1 },
        credentials: {
          accessKeyId: account === "management" ? MANAGEMENT : ADMINISTRATOR,
          secretAccessKey: "none",
        },
      }),
      signal: new AbortController().signal,
    });

  it("finds the latest changes that mention the resource, over pages, and says who made them", async () => {
    const pages = [
      {
        Events: [
          event("GetQueueAttributes", { queueUrl: ".../findings" }, { ReadOnly: "true" }),
          event("SetQueueAttributes", { queueUrl: ".../another" }),
          event("SetQueueAttributes", { queueUrl: ".../findings" }),
        ],
        NextToken: "more",
      },
      { Events: [event("TagQueue", {}, { Resources: [{ ResourceName: "findings" }] })] },
    ];
    answer = (turn) => [200, pages[turn - 1]!];
    const at = new Date(AT * 1000).toISOString();
    expect([...(await events([drifted()]))]).toEqual([
      [
        "us-east-1 aws_sqs_queue.a",
        [
          { at, name: "SetQueueAttributes", who: "arn:of:SetQueueAttributes" },
          { at, name: "TagQueue", who: "arn:of:TagQueue" },
        ],
      ],
    ]);
    expect(asked.map(({ body }) => body.NextToken)).toEqual([undefined, "more"]);
    expect(asked[0]!.body.LookupAttributes).toEqual([
      { AttributeKey: "EventSource", AttributeValue: "sqs.amazonaws.com" },
    ]);
  });

  it("does not take the account's id in each event's identity for a mention", async () => {
    answer = () => [200, { Events: [event("UpdateDetector", { detectorId: "d" })] }];
    expect([...(await events([drifted({ ids: [ADMINISTRATOR] })])).values()]).toEqual([[]]);
  });

  it("reads four pages at most, names three events at most", async () => {
    answer = () => [200, { Events: [], NextToken: "more" }];
    await events([drifted()]);
    expect(asked).toHaveLength(4);
    answer = () => [200, { Events: Array.from({ length: 9 }, () => event("TagQueue", { q: "findings" })) }];
    expect([...(await events([drifted()])).values()][0]).toHaveLength(3);
  });

  it("says why a place refuses, asks it once, and goes on with another account", async () => {
    const denied = { __type: "AccessDeniedException", message: "not allowed" };
    answer = () => (asked.at(-1)!.keys === MANAGEMENT ? [200, { Events: [] }] : [400, denied]);
    const found = await events([
      drifted(),
      drifted({ address: "b" }),
      drifted({ address: "c", account: MANAGEMENT }),
      drifted({ address: "d", account: "333333333333" }),
    ]);
    expect([...found]).toEqual([
      ["us-east-1 aws_sqs_queue.a", "AccessDeniedException: not allowed"],
      ["us-east-1 b", "AccessDeniedException: not allowed"],
      ["us-east-1 c", []],
    ]);
    expect(asked.map(({ keys }) => keys)).toEqual([ADMINISTRATOR, MANAGEMENT]);
  });

  it("asks for twenty resources at most", async () => {
    answer = () => [200, { Events: [] }];
    await events(Array.from({ length: 25 }, (_, index) => drifted({ address: `n${index}` })));
    expect(asked).toHaveLength(20);
  });
});
