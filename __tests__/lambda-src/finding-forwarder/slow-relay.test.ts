import fc from "../../support/fast-check";
import { CircuitBreaker } from "../../../lambda-src/finding-forwarder/batch/circuit-breaker";
import { deliver, type Outcome } from "../../../lambda-src/finding-forwarder/batch/deliver";
import { ExchangeSize } from "../../../lambda-src/finding-forwarder/batch/exchange-size";
import type { LogRecord } from "../../../lambda-src/finding-forwarder/report/log-record";
import { RelayConnection } from "../../../lambda-src/finding-forwarder/relay/relay-connection";
import { RelaySecretCache } from "../../../lambda-src/finding-forwarder/relay/secret/relay-secret";
import { RelayError } from "../../../lambda-src/finding-forwarder/relay/relay-error";
import { recordOf } from "./factories";

const INVOCATION = 58_000;
const REST = 30_000;

/** A relay that is healthy and takes its time, on a clock that only it moves. */
class SlowRelay {
  readonly exchanges: number[] = [];
  private outcomes: Outcome[] = [];
  private now = Date.UTC(2026, 10, 24);
  private readonly size = new ExchangeSize();
  private readonly connection: RelayConnection;

  constructor(public millisecondsARecord: number) {
    jest.spyOn(Date, "now").mockImplementation(() => this.now);
    const secrets = new RelaySecretCache(
      () => Promise.resolve("{}"),
      "none",
      () => undefined,
    );
    const relay = { send: this.take.bind(this), close: () => undefined };
    this.connection = new RelayConnection(() => relay, secrets, new CircuitBreaker(() => this.now));
  }

  /** The different reasons of the last invocation's failures. */
  reasons(): string[] {
    return [...new Set(this.outcomes.flatMap((outcome) => ("reason" in outcome ? [outcome.reason] : [])))];
  }

  /** @returns what is to be sent again */
  async invoke(records: readonly LogRecord[]): Promise<LogRecord[]> {
    this.now += REST;
    const send = (some: readonly LogRecord[], deadline: number) => this.connection.send(some, deadline);
    const outcomes = await deliver(records, send, this.now + INVOCATION, this.size);
    expect([...outcomes.keys()]).toEqual(records);
    this.outcomes = [...outcomes.values()];
    return records.filter((record) => outcomes.get(record)!.status !== "delivered");
  }

  private async take({ length }: readonly LogRecord[], deadline: number): Promise<void> {
    this.exchanges.push(length);
    const done = this.now + length * this.millisecondsARecord;
    this.now = Math.min(done, deadline);
    if (done > deadline) throw new RelayError("slow", "the relay did not answer in time");
  }
}

describe("a relay that is slow and healthy", () => {
  afterEach(() => jest.restoreAllMocks());
  const records = Array.from({ length: 100 }, (_, index) => recordOf({ id: `f${index}` }));

  it("gets halves once it was too slow for all, and no more than that from then on", async () => {
    const relay = new SlowRelay(125);
    expect(await relay.invoke(records)).toEqual([]);
    expect(await relay.invoke(records)).toEqual([]);
    expect(relay.exchanges).toEqual([100, 50, 50, 50, 50]);
  });

  it("gets more again when it has become fast", async () => {
    const relay = new SlowRelay(500);
    await relay.invoke(records);
    await relay.invoke(records);
    relay.millisecondsARecord = 1;
    relay.exchanges.length = 0;
    for (let batch = 0; batch < 3; batch++) expect(await relay.invoke(records)).toEqual([]);
    expect(relay.exchanges.at(-1)).toBe(100);
  });

  it("gets everything in the end, however slow it is within ten seconds a finding", async () => {
    const speed = fc.integer({ min: 0, max: 9_900 });
    await fc.assert(
      fc.asyncProperty(speed, fc.integer({ min: 1, max: 100 }), async (millisecondsARecord, count) => {
        const relay = new SlowRelay(millisecondsARecord);
        let waiting = records.slice(0, count);
        let invocations = 0;
        for (; waiting.length > 0 && invocations < 30; invocations++) waiting = await relay.invoke(waiting);
        expect(waiting).toEqual([]);
      }),
    );
  });

  it("is left alone after three exchanges when it does not answer at all", async () => {
    const relay = new SlowRelay(Infinity);
    expect(await relay.invoke(records)).toEqual(records);
    expect(relay.exchanges).toEqual([100, 50, 25]);
    expect(relay.reasons()).toEqual([
      "the relay is left alone after failures: the relay did not answer in time",
    ]);
  });
});
