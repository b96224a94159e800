import type { SQSRecord } from "aws-lambda";
import fc from "../../../support/fast-check";
import type { Outcome } from "../../../../lambda-src/finding-forwarder/batch/deliver";
import type { LogRecord } from "../../../../lambda-src/finding-forwarder/report/log-record";
import { processBatch, type Parts } from "../../../../lambda-src/finding-forwarder/batch/process-batch";
import { RecentKeys } from "../../../../lambda-src/finding-forwarder/batch/recent-keys";
import { SENT_AGAIN } from "../../../../lambda-src/finding-forwarder/environment";
import { eventOf, findingBody, heartbeatBody, messagesOf } from "../factories";

const DELIVERED: Outcome = { status: "delivered" };
const RETRY: Outcome = { status: "retry", reason: "the relay answered 503" };
const REJECTED: Outcome = { status: "rejected", reason: "the relay answered 400" };

/** Parts that write down what happens to them. */
function recording(outcomeOf: (record: LogRecord) => Outcome = () => DELIVERED) {
  const sent: LogRecord[] = [];
  const deadLetters: { message: SQSRecord; reason: string }[] = [];
  const postponed: { message: SQSRecord; seconds: number }[] = [];
  const report = {
    received: jest.fn(),
    delivered: jest.fn(),
    duplicate: jest.fn(),
    rejected: jest.fn(),
    retried: jest.fn(),
    secretUnusable: jest.fn(),
    failed: jest.fn(),
  };
  const parts: Parts = {
    format: "guardduty",
    deliver: async (records) => {
      sent.push(...records);
      return new Map(records.map((record) => [record, outcomeOf(record)]));
    },
    delivered: new RecentKeys(100, 60_000),
    queue: {
      reject: async (message, reason) => void deadLetters.push({ message, reason }),
      postpone: async (messages) => void postponed.push(...messages),
    },
    report,
  };
  return { parts, sent, deadLetters, postponed, report };
}
const failures = ({ batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] }) =>
  batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

describe("processBatch", () => {
  it("acknowledges what was delivered", async () => {
    const { parts, report } = recording();
    const response = await processBatch(messagesOf([findingBody(), heartbeatBody()]), parts);
    expect(response).toEqual({ batchItemFailures: [] });
    expect(report.received).toHaveBeenCalledWith(2);
    expect(report.delivered.mock.calls[0][0]).toHaveLength(2);
  });

  it("hands back what was not, later with each receive", async () => {
    const { parts, postponed } = recording((record) => (record.event.id === "b" ? RETRY : DELIVERED));
    const response = await processBatch(
      messagesOf([findingBody({ id: "a" }), findingBody({ id: "b" })], 20),
      parts,
    );
    expect(failures(response)).toEqual(["m1"]);
    expect(postponed).toHaveLength(1);
    expect(postponed[0]!.seconds).toBeGreaterThanOrEqual(1);
  });

  it("puts what can never be delivered aside, with the reason, and acknowledges it", async () => {
    const { parts, deadLetters, report } = recording(() => REJECTED);
    const response = await processBatch(messagesOf(["nonsense", findingBody()]), parts);
    expect(failures(response)).toEqual([]);
    expect(deadLetters.map(({ message, reason }) => [message.messageId, reason])).toEqual([
      ["m0", "the body is not a JSON object"],
      ["m1", "the relay answered 400"],
    ]);
    expect(report.rejected).toHaveBeenCalledWith({ messageId: "m0" }, "the body is not a JSON object");
  });

  it("does not acknowledge what the dead-letter queue did not take", async () => {
    const { parts, report } = recording();
    parts.queue.reject = () => Promise.reject(new Error("throttled"));
    const response = await processBatch(messagesOf(["nonsense", findingBody()]), parts);
    expect(failures(response)).toEqual(["m0"]);
    expect(report.rejected).not.toHaveBeenCalled();
    expect(report.failed).toHaveBeenCalledTimes(1);
  });

  it("hides messages while others are put aside: both may take long", async () => {
    const { parts, postponed, deadLetters } = recording(() => RETRY);
    const { reject, postpone } = parts.queue;
    let hidden = (): void => undefined;
    const isHidden = new Promise<void>((resolve) => (hidden = resolve));
    parts.queue.postpone = (messages) => postpone(messages).then(hidden);
    parts.queue.reject = (message, reason) => isHidden.then(() => reject(message, reason));
    await processBatch(messagesOf([findingBody(), "nonsense"]), parts);
    expect([postponed.length, deadLetters.length]).toEqual([2, 1]);
  });

  it("still hands back when the visibility cannot be changed", async () => {
    const { parts, report } = recording(() => RETRY);
    parts.queue.postpone = () => Promise.reject(new Error("throttled"));
    expect(failures(await processBatch(messagesOf([findingBody()]), parts))).toEqual(["m0"]);
    expect(report.failed).toHaveBeenCalledTimes(1);
  });

  it("sends a finding once, however often it comes", async () => {
    const { parts, sent, report } = recording();
    await processBatch(messagesOf([findingBody(), findingBody()]), parts);
    const response = await processBatch(messagesOf([findingBody()]), parts);
    expect(sent).toHaveLength(1);
    expect(report.duplicate).toHaveBeenCalledTimes(2);
    expect(failures(response)).toEqual([]);
  });

  it("sends an update of a finding that it sent before", async () => {
    const { parts, sent } = recording();
    await processBatch(
      messagesOf([findingBody(), findingBody({ updatedAt: "2026-11-24T11:00:00.000Z" })]),
      parts,
    );
    expect(sent).toHaveLength(2);
  });

  it("sends again what a person sends again, whatever it remembers", async () => {
    const { parts, sent, report } = recording();
    const [message] = messagesOf([findingBody()]);
    const mark = { stringValue: "true", dataType: "String" };
    const again = { ...message!, messageAttributes: { [SENT_AGAIN]: mark } };
    await processBatch([message!], parts);
    expect(await processBatch([again, message!], parts)).toEqual({ batchItemFailures: [] });
    expect(sent).toHaveLength(2);
    expect(report.duplicate).toHaveBeenCalledTimes(1);
  });

  it("reports what is handed back once for each reason, with all names", async () => {
    const { parts, report } = recording(({ event }) => ({
      ...RETRY,
      reason: event.id < "c" ? "one" : "two",
    }));
    const bodies = ["a", "b", "c"].map((id) => findingBody({ id }));
    await processBatch(messagesOf(bodies), parts);
    const calls = report.retried.mock.calls as [{ finding: string }[], string][];
    expect(calls.map(([names, reason]) => [names.map(({ finding }) => finding), reason])).toEqual([
      [["a", "b"], "one"],
      [["c"], "two"],
    ]);
  });

  it("lets duplicates within a batch share their record's fate", async () => {
    const { parts } = recording(() => RETRY);
    expect(failures(await processBatch(messagesOf([findingBody(), findingBody()]), parts))).toEqual([
      "m0",
      "m1",
    ]);
  });

  it("does not remember what was not delivered", async () => {
    const { parts, sent } = recording(() => RETRY);
    await processBatch(messagesOf([findingBody()]), parts);
    await processBatch(messagesOf([findingBody()]), parts);
    expect(sent).toHaveLength(2);
  });

  it("names findings and never shows what is in them", async () => {
    const { parts, report } = recording((record) => (record.event.id === "a" ? RETRY : REJECTED));
    await processBatch(messagesOf([findingBody({ id: "a" }), findingBody({ id: "b" }), "nonsense"]), parts);
    const told = JSON.stringify([report.retried.mock.calls, report.rejected.mock.calls]);
    expect(told).toContain('"finding":"a","accountId":"012345678901","region":"eu-west-1"');
    expect(told).not.toMatch(/brute force|nonsense/);
  });

  it("loses no message: each is delivered, aside with a reason, or handed back", async () => {
    const body = fc.oneof(
      fc.nat(5).map((id) => findingBody({ id: `f${id}` })),
      fc.constantFrom("nonsense", heartbeatBody()),
    );
    const outcome = fc.constantFrom(DELIVERED, RETRY, REJECTED);
    await fc.assert(
      fc.asyncProperty(fc.array(body, { maxLength: 20 }), fc.func(outcome), async (bodies, decide) => {
        const { parts, sent, deadLetters, postponed } = recording((record) => decide(record.key));
        const messages = messagesOf(bodies);
        const handedBack = failures(await processBatch(messages, parts));
        const aside = deadLetters.map(({ message }) => message.messageId);
        expect(postponed.map(({ message }) => message.messageId)).toEqual([...handedBack, ...aside]);
        for (const { messageId, body: text } of messages) {
          const record =
            text === "nonsense" ? undefined : sent.find(({ event }) => event.id === eventOf(text).id);
          const taken = record !== undefined && decide(record.key).status === "delivered";
          expect(
            [taken, aside.includes(messageId), handedBack.includes(messageId)].filter(Boolean),
          ).toHaveLength(1);
        }
      }),
    );
  });
});
