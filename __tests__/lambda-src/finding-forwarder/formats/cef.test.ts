import fc from "../../../support/fast-check";
import { cef } from "../../../../lambda-src/finding-forwarder/formats/cef";
import { severityOf } from "../../../../lambda-src/finding-forwarder/event/severity";
import { eventOf, findingBody, heartbeatBody } from "../factories";

/** Reads CEF back by its own rules: seven bars that no backslash precedes, then key=value pairs. */
function parse(line: string): { header: string[]; extension: Record<string, string> } {
  const parts = line.split(/(?<=(?:^|[^\\])(?:\\\\)*)\|/);
  const header = parts.slice(0, 7).map((field) => field.replace(/\\([\\|])/g, "$1"));
  const extension: Record<string, string> = {};
  const pairs = parts
    .slice(7)
    .join("|")
    .matchAll(/(\w+)=((?:\\.|[^\\=])*?)(?= \w+=|$)/gs);
  for (const [, key, value] of pairs)
    extension[key!] = value!.replace(/\\(.)/g, (_, c: string) => ({ n: "\n", r: "\r" })[c] ?? c);
  return { header, extension };
}

describe("cef", () => {
  it("says who, where, what, when and how bad", () => {
    const { header, extension } = parse(cef(eventOf(findingBody({ severity: 8.95 }))));
    expect(header).toEqual([
      "CEF:0",
      "Amazon Web Services",
      "GuardDuty",
      "2.0",
      "UnauthorizedAccess:EC2/SSHBruteForce",
      "i-0123456789abcdef0 is under SSH brute force attack",
      "8",
    ]);
    expect(extension).toMatchObject({
      rt: String(Date.UTC(2026, 10, 24, 10, 5)),
      externalId: "8cc1e4f2a9b04b6d9f6b0b1c2d3e4f50",
      cs1Label: "accountId",
      cs1: "012345678901",
      cs2: "eu-west-1",
      cs3: "222222222222",
      cs4: "2026-11-24T10:05:00.000Z",
      cs5: "Instance",
      cnt: "3",
      start: String(Date.UTC(2026, 10, 24, 9, 50)),
      end: String(Date.UTC(2026, 10, 24, 10)),
    });
  });

  it("leaves out what a finding does not have, label and all", () => {
    const line = cef(eventOf(findingBody({ resource: null, arn: null, service: null, description: null })));
    expect(line).not.toMatch(/cs5|cs6|cnt=|start=|end=|msg=/);
  });

  it("names itself in a heartbeat", () => {
    const { header, extension } = parse(cef(eventOf(heartbeatBody())));
    expect(header).toEqual(["CEF:0", "orgduty", "finding-forwarder", "1", "heartbeat", "heartbeat", "0"]);
    expect(extension).toMatchObject({ cs1: "222222222222", cs2: "eu-west-1" });
  });

  it("cuts a long description, but not inside a character", () => {
    const { extension } = parse(cef(eventOf(findingBody({ description: `${"x".repeat(1022)}😀` }))));
    expect(extension.msg).toBe("x".repeat(1022));
  });

  it("has no control characters", () => {
    expect(cef(eventOf(findingBody({ title: "a\u0000b", description: "c\td\u009f" })))).not.toMatch(
      /\p{Cc}/u,
    );
  });

  it("keeps a finding in its severity band", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 10, noNaN: true }), (severity) => {
        const { header } = parse(cef(eventOf(findingBody({ severity }))));
        expect(severityOf(Number(header[6]))).toBe(severityOf(severity));
      }),
    );
  });

  it("comes back whole, whatever the texts hold, on one line", () => {
    const text = fc.string({
      unit: fc.constantFrom("|", "\\", "=", "\n", "\r", " ", "a=", "é", "n"),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, text, (title, description) => {
        const line = cef(eventOf(findingBody({ title: `t${title}`, description: `d${description}` })));
        expect(line).not.toMatch(/[\r\n]/);
        const { header, extension } = parse(line);
        expect(header[5]).toBe(`t${title}`.replace(/[\r\n]+/g, " "));
        expect(extension.msg).toBe(`d${description}`);
      }),
    );
  });
});
