import type { SQSClient } from "@aws-sdk/client-sqs";
import { Calls } from "../../aws-clients/calls";
import { drainQueue } from "../../transitions/drain-queue";
import type { OpenQueue } from "../../transitions/queues";

/** A queue in memory, as far as draining uses one. */
class MemoryQueue {
  waiting: string[] = [];
  /** Taken by a function that never gives them back or deletes them. */
  inFlight = 0;
  readonly deleted: string[] = [];

  readonly open: OpenQueue = {
    name: "findings",
    url: "url",
    calls: new Calls(),
    sqs: {
      send: (command: { constructor: { name: string }; input: Record<string, string> }) =>
        this.#answer(command),
    } as unknown as SQSClient,
  };

  #answer({
    constructor: { name },
    input,
  }: {
    constructor: { name: string };
    input: Record<string, string>;
  }) {
    if (name === "GetQueueAttributesCommand")
      return Promise.resolve({
        Attributes: {
          ApproximateNumberOfMessages: String(this.waiting.length),
          ApproximateNumberOfMessagesNotVisible: String(this.inFlight),
        },
      });
    if (name === "ReceiveMessageCommand")
      return Promise.resolve({
        Messages: this.waiting.splice(0, 10).map((Body) => ({ Body, ReceiptHandle: Body })),
      });
    if (name === "SendMessageCommand") this.waiting.push(input.MessageBody!);
    if (name === "DeleteMessageCommand") this.deleted.push(input.ReceiptHandle!);
    return Promise.resolve({});
  }
}

const QUICK = { settleMs: 20, limitMs: 200, pollMs: 2 };

describe("drainQueue", () => {
  it("moves every message, and deletes it only from where it was", async () => {
    const [from, to] = [new MemoryQueue(), new MemoryQueue()];
    from.waiting = [...Array(25).keys()].map(String);
    const said: string[] = [];
    await drainQueue({ from: from.open, to: to.open, onStep: (text) => said.push(text), ...QUICK });
    expect(to.waiting.sort()).toEqual([...from.deleted].sort());
    expect(to.waiting).toHaveLength(25);
    expect(said.at(-1)).toBe("findings: empty, 25 findings were moved on");
  });

  it("takes what comes late, while it waits that the queue stays empty", async () => {
    const [from, to] = [new MemoryQueue(), new MemoryQueue()];
    const late = setTimeout(() => from.waiting.push("late"), 30);
    await drainQueue({ from: from.open, to: to.open, onStep: () => undefined, ...QUICK, settleMs: 100 });
    clearTimeout(late);
    expect(to.waiting).toEqual(["late"]);
  });

  it("without another queue, waits until its own function has emptied it", async () => {
    const from = new MemoryQueue();
    from.waiting = ["one"];
    setTimeout(() => (from.waiting = []), 50);
    await drainQueue({ from: from.open, onStep: () => undefined, ...QUICK });
    expect([from.waiting, from.deleted]).toEqual([[], []]);
  });

  it("gives up if what somebody took does not come back", async () => {
    const from = new MemoryQueue();
    from.inFlight = 3;
    const draining = drainQueue({
      from: from.open,
      to: new MemoryQueue().open,
      onStep: () => undefined,
      ...QUICK,
    });
    await expect(draining).rejects.toThrow(/findings still holds 3 messages, and none moved/);
  });
});
