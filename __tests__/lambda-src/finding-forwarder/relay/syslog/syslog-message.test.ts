import fc from "../../../../support/fast-check";
import { syslogMessages } from "../../../../../lambda-src/finding-forwarder/relay/syslog/syslog-message";
import { syslogFrames } from "../../../../../lambda-src/finding-forwarder/relay/syslog/syslog-frame";
import { toLogRecord } from "../../../../../lambda-src/finding-forwarder/report/log-record";
import { eventOf, heartbeatBody, recordOf } from "../../factories";

const options = { facility: 13, appName: "orgduty", maxFrameBytes: 8192, oversize: "fail" } as const;
const MESSAGE = /^<(\d+)>1 (\S+) (\S+) (\S+) - (finding|heartbeat) (-|(?:\[(?:[^\]\\]|\\.)*\])+) (.*)$/s;
const parse = (message: Buffer) => {
  const [, priority, time, hostname, appName, kind, structuredData, text] = MESSAGE.exec(message.toString())!;
  return { priority: Number(priority), time, hostname, appName, kind, structuredData, text };
};

describe("syslogMessages", () => {
  const record = recordOf();

  it("writes the header of RFC 5424, the account for a hostname", () => {
    expect(parse(syslogMessages(record, options)[0]!)).toEqual({
      priority: 13 * 8 + 4,
      time: "2026-11-24T10:05:00.000Z",
      hostname: "012345678901",
      appName: "orgduty",
      kind: "finding",
      structuredData: "-",
      text: record.text,
    });
  });

  it.each([
    [2, 5],
    [5, 4],
    [8, 3],
    [9, 2],
  ])("gives severity %d the syslog severity %d", (severity, expected) => {
    expect(parse(syslogMessages(recordOf({ severity }), options)[0]!).priority % 8).toBe(expected);
  });

  it.each([
    ["12026", Date.UTC(12026, 0, 1)],
    ["12026", "+012026-01-01T00:00:00.000Z"],
    ["-000001", "-000001-01-01T00:00:00.000Z"],
  ])(
    "writes no time of the year %s, which RFC 5424 cannot, and keeps it in the record",
    (year, updatedAt) => {
      const message = parse(syslogMessages(recordOf({ updatedAt }), options)[0]!);
      expect(message.time).toBe("-");
      expect(message.text).toContain(`"updatedAt":${JSON.stringify(updatedAt)}`);
      expect(message.text).toContain(year);
    },
  );

  it("sends a heartbeat as information", () => {
    const message = parse(syslogMessages(toLogRecord(eventOf(heartbeatBody()), "guardduty"), options)[0]!);
    expect(message).toMatchObject({ priority: 13 * 8 + 6, kind: "heartbeat", hostname: "222222222222" });
  });

  it("writes what the config says, and no time where none is known", () => {
    const configured = {
      ...options,
      hostname: "aws.example.com",
      structuredData: '[relay@32473 key="value"]',
    };
    const message = parse(syslogMessages(recordOf({ updatedAt: "a while ago" }), configured)[0]!);
    expect(message).toMatchObject({
      hostname: "aws.example.com",
      structuredData: '[relay@32473 key="value"]',
      time: "-",
    });
  });

  it("keeps characters out of the header that it does not allow", () => {
    const message = syslogMessages(record, { ...options, hostname: "a b\nc", appName: "é" })[0]!;
    expect(parse(message)).toMatchObject({ hostname: "abc", appName: "-" });
  });

  it("rejects a record over the frame under fail, for good", () => {
    expect(() => syslogMessages(record, { ...options, maxFrameBytes: 480 })).toThrow(
      expect.objectContaining({
        kind: "permanent",
        message: expect.stringMatching(/^\d+ bytes, over the relay's frame of 480$/),
      }),
    );
  });

  it.each(["truncate", "split"] as const)(
    "rejects a frame that has no room behind the header under %s",
    (oversize) => {
      expect(() => syslogMessages(record, { ...options, maxFrameBytes: 100, oversize })).toThrow(
        "has no room behind its header",
      );
    },
  );

  it("says that a record was truncated, and whose it is", () => {
    const [message, ...others] = syslogMessages(record, {
      ...options,
      maxFrameBytes: 480,
      oversize: "truncate",
    });
    expect(others).toEqual([]);
    expect(parse(message!).structuredData).toBe(
      `[orgduty@32473 account="012345678901" id="${record.event.id}" truncated="${Buffer.byteLength(record.text)}"]`,
    );
  });

  const text = fc.string({ unit: fc.constantFrom("a", "é", "€", "😀", '"', "\\", "\n"), maxLength: 400 });
  const bytes = fc.integer({ min: 400, max: 2048 });

  it("never exceeds the frame and never cuts a character when it truncates", () => {
    fc.assert(
      fc.property(text, bytes, (title, maxFrameBytes) => {
        const long = recordOf({ title });
        const [message] = syslogMessages(long, { ...options, maxFrameBytes, oversize: "truncate" });
        expect(message!.length).toBeLessThanOrEqual(maxFrameBytes);
        expect(message!.toString()).not.toContain("\ufffd");
        expect(long.text.startsWith(parse(message!).text!)).toBe(true);
      }),
    );
  });

  it("splits into parts that make the whole again", () => {
    fc.assert(
      fc.property(text, bytes, (title, maxFrameBytes) => {
        const long = recordOf({ title });
        const messages = syslogMessages(long, { ...options, maxFrameBytes, oversize: "split" });
        expect(messages.every((message) => message.length <= maxFrameBytes)).toBe(true);
        expect(messages.map((message) => parse(message).text).join("")).toBe(long.text);
        if (messages.length === 1) return;
        messages.forEach((message, index) => {
          expect(parse(message).structuredData).toContain(` part="${index + 1}" parts="${messages.length}"]`);
        });
      }),
    );
  });
});

describe("syslogFrames", () => {
  it("counts octets, not characters", () => {
    expect(syslogFrames([Buffer.from("é€"), Buffer.from("b")]).toString()).toBe("5 é€1 b");
  });
});
