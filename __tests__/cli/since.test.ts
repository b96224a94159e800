import { parseSince } from "../../cli/since";

describe("parseSince", () => {
  const now = Date.UTC(2026, 10, 24, 12);

  it.each([
    ["6h", Date.UTC(2026, 10, 24, 6)],
    ["7d", Date.UTC(2026, 10, 17, 12)],
    ["2026-11-01", Date.UTC(2026, 10, 1)],
    ["2026-11-01T12:00:00Z", Date.UTC(2026, 10, 1, 12)],
  ])("reads %s", (text, since) => {
    expect(parseSince("--since", text, now)).toBe(since);
  });

  it.each([
    ["soon", "is not a time"],
    ["2026-12-01", "is in the future"],
    ["91d", "is more than 90 days ago"],
  ])("rejects %s", (text, reason) => {
    expect(() => parseSince("--since", text, now)).toThrow(`--since: "${text}" ${reason}`);
  });
});
