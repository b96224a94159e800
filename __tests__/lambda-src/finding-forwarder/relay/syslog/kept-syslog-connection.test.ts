import fc from "../../../../support/fast-check";
import {
  KeptSyslogConnection,
  type Connections,
} from "../../../../../lambda-src/finding-forwarder/relay/syslog/kept-syslog-connection";
import type { SyslogConnection } from "../../../../../lambda-src/finding-forwarder/relay/syslog/syslog-connection";

/** A receiver that reads a connection when it ends in order, and nothing of one that dies. */
class Receiver {
  read = "";
  opened = 0;
  /** What is to happen next, each once. */
  faults: ("write fails" | "end fails" | "dies after writing" | "send alone fails")[] = [];
  private open: { carried: string; isOpen: boolean } | undefined;

  readonly connections: Connections = {
    connect: () => {
      this.opened++;
      const connection = { carried: "", isOpen: true };
      this.open = connection;
      return {
        get isOpen() {
          return connection.isOpen;
        },
        write: async (payload: Buffer) => {
          if (!connection.isOpen || this.comes("write fails")) throw new Error("reset");
          connection.carried += payload.toString();
          if (this.comes("dies after writing")) connection.isOpen = false;
        },
        destroy: () => void (connection.isOpen = false),
      } as unknown as SyslogConnection;
    },
    end: async () => {
      if (!this.open?.isOpen || this.comes("end fails")) throw new Error("reset");
      this.read += this.open.carried;
    },
    sendAlone: async (payload) => {
      if (this.comes("send alone fails")) throw new Error("refused");
      this.read += payload.toString();
    },
  };

  private comes(fault: (typeof this.faults)[number]): boolean {
    if (this.faults[0] !== fault) return false;
    return this.faults.shift() !== undefined;
  }
}

describe("KeptSyslogConnection", () => {
  const soon = () => Date.now() + 1_000;
  let receiver: Receiver;
  let unproven: Buffer[];
  let kept: KeptSyslogConnection;
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick"] });
    receiver = new Receiver();
    unproven = [];
    kept = new KeptSyslogConnection(receiver.connections, unproven);
  });
  afterEach(() => jest.useRealTimers());

  const send = (text: string) => kept.send(Buffer.from(text), soon());

  it("uses one connection for exchanges that follow each other", async () => {
    for (const text of ["a", "b", "c"]) await send(text);
    expect([receiver.opened, receiver.read, unproven.map(String)]).toEqual([1, "", ["a", "b", "c"]]);
  });

  it("asks for the connection's end after a pause", async () => {
    await send("a");
    jest.advanceTimersByTime(1_100);
    await send("b");
    expect([receiver.opened, receiver.read, unproven.map(String)]).toEqual([2, "a", ["b"]]);
  });

  it("asks for the connection's end when it carried much", async () => {
    for (let count = 0; count < 5; count++) await send("x".repeat(2 * 1024 * 1024));
    expect([receiver.opened, unproven.length]).toEqual([3, 1]);
  });

  it.each(["write fails", "dies after writing"] as const)(
    "sends everything again when the connection %s",
    async (fault) => {
      await send("a");
      await send("b");
      receiver.faults = [fault];
      await send("c");
      expect([receiver.read, unproven]).toEqual(["abc", []]);
    },
  );

  it("sends everything again when the connection's end is not in order", async () => {
    await send("a");
    jest.advanceTimersByTime(1_100);
    receiver.faults = ["end fails"];
    await send("b");
    expect([receiver.read, unproven.map(String)]).toEqual(["a", ["b"]]);
  });

  it("fails, and owes what was sent before, when that cannot be sent again", async () => {
    await send("a");
    receiver.faults = ["write fails", "send alone fails"];
    await expect(send("b")).rejects.toThrow("refused");
    expect([receiver.read, unproven.map(String)]).toEqual(["", ["a"]]);
    await send("b");
    expect(receiver.read).toBe("a");
  });

  it("fails when a first connection fails, and owes nothing", async () => {
    receiver.faults = ["write fails"];
    await expect(send("a")).rejects.toThrow("reset");
    expect(unproven).toEqual([]);
  });

  it("leaves what it owes to whoever comes next", async () => {
    await send("a");
    kept.close();
    kept = new KeptSyslogConnection(receiver.connections, unproven);
    await send("b");
    expect([receiver.read, unproven.map(String)]).toEqual(["a", ["b"]]);
  });

  it("never forgets what it said was done, whatever happens", async () => {
    const fault = fc.constantFrom("write fails", "end fails", "dies after writing", "send alone fails");
    const step = fc.record({
      faults: fc.array(fault, { maxLength: 3 }),
      pause: fc.boolean(),
      renew: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        receiver = new Receiver();
        unproven = [];
        kept = new KeptSyslogConnection(receiver.connections, unproven);
        const done: string[] = [];
        for (const [index, { faults, pause, renew }] of steps.entries()) {
          receiver.faults = [...faults];
          if (pause) jest.advanceTimersByTime(2_000);
          if (renew) {
            kept.close();
            kept = new KeptSyslogConnection(receiver.connections, unproven);
          }
          const text = String.fromCharCode(65 + index);
          await send(text).then(
            () => done.push(text),
            () => undefined,
          );
        }
        const known = receiver.read + Buffer.concat(unproven).toString();
        expect(done.filter((text) => !known.includes(text))).toEqual([]);
      }),
    );
  });
});
