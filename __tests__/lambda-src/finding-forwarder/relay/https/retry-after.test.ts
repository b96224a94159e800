import { retryAfterSeconds } from "../../../../../lambda-src/finding-forwarder/relay/https/retry-after";

describe("retryAfterSeconds", () => {
  const now = Date.UTC(2026, 10, 24, 12);

  it.each([
    ["seconds", "120", 120],
    ["a date", "Tue, 24 Nov 2026 12:00:30 GMT", 30],
    ["a date that is past", "Tue, 24 Nov 2026 11:00:00 GMT", 0],
    ["nothing", undefined, undefined],
    ["nonsense", "soon", undefined],
  ])("reads %s", (_, header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});
