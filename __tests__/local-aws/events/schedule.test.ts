import { firesAt } from "../../../local-aws/events/schedule";

const at = (text: string) => new Date(text);

describe("firesAt", () => {
  it("fires a rate once in its period", () => {
    expect(firesAt("rate(5 minutes)", at("2026-11-24T10:05:00Z"))).toBe(true);
    expect(firesAt("rate(5 minutes)", at("2026-11-24T10:06:00Z"))).toBe(false);
    expect(firesAt("rate(1 hour)", at("2026-11-24T10:00:00Z"))).toBe(true);
    expect(firesAt("rate(1 day)", at("2026-11-24T10:00:00Z"))).toBe(false);
  });

  it.each([
    ["cron(0 10 * * ? *)", true],
    ["cron(5 10 * * ? *)", false],
    ["cron(0/15 8-12 ? * 2-6 *)", true],
    ["cron(*/20 * * * ? *)", true],
    ["cron(0 10 ? * 1 *)", false],
    ["cron(0 9,10 24 11 ? 2026)", true],
    ["cron(0 10 1/7 * ? *)", false],
  ])("reads %s in UTC", (expression, fires) => {
    expect(firesAt(expression, at("2026-11-24T10:00:00Z"))).toBe(fires);
  });

  it("never fires an expression it cannot read", () => {
    expect(firesAt("every minute", at("2026-11-24T10:00:00Z"))).toBe(false);
    expect(firesAt("", at("2026-11-24T10:00:00Z"))).toBe(false);
  });
});
