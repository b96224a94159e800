import { validateHeaderValue } from "node:http";
import fc from "../../support/fast-check";
import { deliver } from "../../../lambda-src/finding-forwarder/batch/deliver";
import { ExchangeSize } from "../../../lambda-src/finding-forwarder/batch/exchange-size";
import type { Format } from "../../../lambda-src/finding-forwarder/formats/format";
import type { LogRecord } from "../../../lambda-src/finding-forwarder/report/log-record";
import { processBatch } from "../../../lambda-src/finding-forwarder/batch/process-batch";
import { RecentKeys } from "../../../lambda-src/finding-forwarder/batch/recent-keys";
import { idempotencyKey } from "../../../lambda-src/finding-forwarder/relay/https/idempotency-key";
import { fromSocketError } from "../../../lambda-src/finding-forwarder/relay/relay-error";
import { syslogMessages } from "../../../lambda-src/finding-forwarder/relay/syslog/syslog-message";
import { envelope, findingBody, findingDetail, messagesOf, heartbeatBody } from "./factories";

const SYSLOG = { facility: 16, appName: "orgduty", maxFrameBytes: 8192, oversize: "split" } as const;
const NO_REPORT = {
  received: () => undefined,
  delivered: () => undefined,
  duplicate: () => undefined,
  rejected: () => undefined,
  retried: () => undefined,
  secretUnusable: () => undefined,
  failed: () => undefined,
};

/** A batch on its way to a relay that takes whatever can be sent. */
async function forward(bodies: readonly string[], format: Format) {
  const sent: string[] = [];
  const deadLetters: string[] = [];
  const send = async (records: readonly LogRecord[]) => {
    try {
      for (const record of records) {
        validateHeaderValue("idempotency-key", idempotencyKey([record])); // a batch may be one
        syslogMessages(record, SYSLOG);
      }
    } catch (error) {
      throw fromSocketError(error);
    }
    sent.push(...records.map(({ event }) => event.id));
  };
  const { batchItemFailures } = await processBatch(messagesOf(bodies), {
    format,
    deliver: (records) => deliver(records, send, Date.now() + 60_000, new ExchangeSize()),
    delivered: new RecentKeys(1_000, 60_000),
    queue: { reject: async ({ body }) => void deadLetters.push(body), postpone: async () => undefined },
    report: NO_REPORT,
  });
  return { sent, deadLetters, handedBack: batchItemFailures };
}

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    { toString: 1, valueOf: 1 },
    { toJSON: 1 },
    { length: 1e9 },
    "\u{1F512}\r\n\0",
    "x".repeat(20_000),
    1e308,
    -0,
  ),
);
const oddMembers = (template: Record<string, unknown>) =>
  fc
    .dictionary(fc.constantFrom(...Object.keys(template), "__proto__", "constructor"), odd, { maxKeys: 3 })
    .map((changes) => ({ ...template, ...changes }));
const oddBody = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .tuple(oddMembers(envelope("")), oddMembers(findingDetail()))
    .map(([around, detail]) => JSON.stringify({ ...around, detail })),
  oddMembers(findingDetail()).map((detail) => JSON.stringify(envelope(detail))),
  oddMembers(envelope({}, { "detail-type": "Scheduled Event" })).map((event) => JSON.stringify(event)),
  oddMembers(JSON.parse(heartbeatBody()) as Record<string, unknown>).map((event) => JSON.stringify(event)),
);

describe("a message in whatever shape", () => {
  it.each<Format>(["guardduty", "ocsf", "cef"])(
    "costs no other message its delivery, as %s",
    async (format) => {
      await fc.assert(
        fc.asyncProperty(fc.array(oddBody, { minLength: 1, maxLength: 4 }), async (odds) => {
          const good = ["good-1", "good-2"].map((id) => findingBody({ id }));
          const { sent, handedBack } = await forward([good[0]!, ...odds, good[1]!], format);
          expect(sent).toEqual(expect.arrayContaining(["good-1", "good-2"]));
          expect(handedBack).toEqual([]);
        }),
        { numRuns: 300 },
      );
    },
  );

  it("becomes a dead letter where it cannot be read", async () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const body = JSON.stringify(envelope(findingDetail(), { resources: "@" })).replace('"@"', deep);
    const { sent, deadLetters } = await forward([findingBody({ id: "good" }), body], "guardduty");
    expect(sent).toEqual(["good"]);
    expect(deadLetters).toEqual([body]);
  });
});
