import fc from "../../../support/fast-check";
import { deliver } from "../../../../lambda-src/finding-forwarder/batch/deliver";
import { ExchangeSize } from "../../../../lambda-src/finding-forwarder/batch/exchange-size";
import type { LogRecord } from "../../../../lambda-src/finding-forwarder/report/log-record";
import { RelayError } from "../../../../lambda-src/finding-forwarder/relay/relay-error";
import { recordOf } from "../factories";

const recordsNumbered = (count: number) =>
  Array.from({ length: count }, (_, index) => recordOf({ id: `f${index}` }));
const later = () => Date.now() + 3_600_000;

describe("deliver", () => {
  it("sends everything at once", async () => {
    const records = recordsNumbered(5);
    const send = jest.fn().mockResolvedValue(undefined);
    const outcomes = await deliver(records, send, later(), new ExchangeSize());
    expect(send).toHaveBeenCalledTimes(1);
    expect([...outcomes.values()].every(({ status }) => status === "delivered")).toBe(true);
  });

  it("sends nothing when there is nothing", async () => {
    const send = jest.fn();
    expect(await deliver([], send, later(), new ExchangeSize())).toEqual(new Map());
    expect(send).not.toHaveBeenCalled();
  });

  it("says what took the time", async () => {
    let now = 0;
    jest.spyOn(Date, "now").mockImplementation(() => now);
    const send = (_: unknown, until: number): Promise<void> => {
      now = until;
      return Promise.reject(new RelayError("slow", "the relay did not answer in time"));
    };
    const outcomes = await deliver(recordsNumbered(3), send, 1_000, new ExchangeSize());
    jest.restoreAllMocks();
    const reason = "no time left in this invocation: the relay did not answer in time";
    expect([...outcomes.values()]).toEqual(Array(3).fill({ status: "retry", reason }));
  });

  it("hands everything back when the deadline is past, without trying", async () => {
    const send = jest.fn();
    const [record] = recordsNumbered(1);
    const outcomes = await deliver([record!], send, Date.now(), new ExchangeSize());
    expect(outcomes.get(record!)).toEqual({ status: "retry", reason: "no time left in this invocation" });
    expect(send).not.toHaveBeenCalled();
  });

  it("hands everything back on transient trouble, with what the relay asked for", async () => {
    const records = recordsNumbered(3);
    const send = () => Promise.reject(new RelayError("transient", "the relay answered 429", 9));
    const outcomes = await deliver(records, send, later(), new ExchangeSize());
    expect([...outcomes.values()]).toEqual(
      Array(3).fill({ status: "retry", reason: "the relay answered 429", retryAfterSeconds: 9 }),
    );
  });

  it("leaves nobody but the poisonous record undelivered, in few exchanges", async () => {
    const size = fc.integer({ min: 1, max: 100 });
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), async (count, seed) => {
        const records = recordsNumbered(count);
        const poison = records[seed % count]!;
        const arrived: LogRecord[] = [];
        let exchanges = 0;
        const send = async (some: readonly LogRecord[]) => {
          exchanges++;
          if (some.includes(poison)) throw new RelayError("permanent", "the relay answered 400");
          arrived.push(...some);
        };
        const outcomes = await deliver(records, send, later(), new ExchangeSize());
        expect(outcomes.get(poison)).toEqual({ status: "rejected", reason: "the relay answered 400" });
        expect(new Set(arrived)).toEqual(new Set(records.filter((record) => record !== poison)));
        expect(arrived).toHaveLength(count - 1);
        expect(exchanges).toBeLessThanOrEqual(1 + 2 * Math.ceil(Math.log2(count)));
      }),
      { numRuns: 30 },
    );
  });

  it("accounts for every record, whatever the relay does", async () => {
    const kinds = fc.infiniteStream(fc.constantFrom("ok", "transient", "slow", "permanent"));
    await fc.assert(
      fc.asyncProperty(fc.nat(40), kinds, async (count, stream) => {
        const records = recordsNumbered(count);
        const sent = new Set<LogRecord>();
        const send = async (some: readonly LogRecord[]) => {
          const kind = stream.next().value as string;
          if (kind !== "ok") throw new RelayError(kind as "transient", "no");
          some.forEach((record) => sent.add(record));
        };
        const outcomes = await deliver(records, send, later(), new ExchangeSize());
        expect([...outcomes.keys()]).toEqual(records);
        for (const [record, { status }] of outcomes) expect(status === "delivered").toBe(sent.has(record));
      }),
      { numRuns: 30 },
    );
  });
});
