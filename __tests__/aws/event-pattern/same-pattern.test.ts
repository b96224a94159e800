import type { Json, JsonObject } from "../../../aws/json";
import { isSamePattern } from "../../../aws/event-pattern/same-pattern";
import { matchesPattern } from "../../../aws/event-pattern/pattern";
import fc from "../../support/fast-check";

const types = (...type: Json[]): JsonObject => ({ source: ["aws.guardduty"], detail: { type } });
const severities = (...severity: Json[]): JsonObject => ({ detail: { severity } });

describe("isSamePattern", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["alternatives in another order", types("a", "b"), types("b", "a")],
    ["an alternative that is there twice", types("a", "a"), types("a")],
    ["a single value without its list", { source: "a" }, { source: ["a"] }],
    [
      "a prefix beside a longer one",
      types({ prefix: "Recon" }, { prefix: "Recon:EC2/" }),
      types({ prefix: "Recon" }),
    ],
    [
      "a prefix beside a text that it matches",
      types({ prefix: "Recon" }, "Recon:EC2/Portscan"),
      types({ prefix: "Recon" }),
    ],
    ["a wildcard that is a prefix", types({ wildcard: "Recon*" }), types({ prefix: "Recon" })],
    ["a prefix that is there twice", types({ prefix: "a" }, { prefix: "a" }), types({ prefix: "a" })],
    [
      "ranges that meet",
      severities({ numeric: [">=", 4, "<", 7] }, { numeric: [">=", 7] }),
      severities({ numeric: [">=", 4] }),
    ],
    ["the limit given apart", severities({ numeric: [">", 4] }, 4), severities({ numeric: [">=", 4] })],
    ["the account that all events are of", { ...types("a"), account: ["222222222222"] }, types("a")],
    ["keys in another order", { detail: { type: ["a"] }, source: ["aws.guardduty"] }, types("a")],
  ])("holds with %s", (_, a, b) => {
    const always = { account: "222222222222" };
    expect([isSamePattern(a, b, always), isSamePattern(b, a, always)]).toEqual([true, true]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["an alternative less", types("a"), types("a", "b")],
    ["a list of texts instead of their prefix", types("Recon:EC2/Portscan"), types({ prefix: "Recon" })],
    ["a longer prefix", types({ prefix: "Recon:EC2/" }), types({ prefix: "Recon" })],
    ["a condition more", { ...types("a"), account: ["111111111111"] }, types("a")],
    [
      "a condition on another field",
      { detail: { type: ["a"], accountId: ["1"] } },
      { detail: { type: ["a"] } },
    ],
    ["a limit that is left out", severities({ numeric: [">", 4] }), severities({ numeric: [">=", 4] })],
    [
      "a gap between two ranges",
      severities({ numeric: [">=", 4, "<=", 6.9] }, { numeric: [">=", 7] }),
      severities({ numeric: [">=", 4] }),
    ],
    ["no test at all", types(), types("a")],
    ["anything but something", types({ "anything-but": ["a"] }), types({ prefix: "" })],
    ["a suffix that no type has", types({ suffix: "~" }, ""), types({ prefix: "" })],
    ["a wildcard with two stars", types({ wildcard: "Recon*/*" }), types({ prefix: "Recon" })],
    ["a field that is deeper", { a: { b: ["x"] } }, { "a.b": ["x"] }],
    ["alternatives of fields", { $or: [{ source: ["a"] }, { source: ["b"] }] }, { source: ["a"] }],
  ])("does not hold with %s", (_, a, b) => {
    const always = { account: "222222222222" };
    expect([isSamePattern(a, b, always), isSamePattern(b, a, always)]).toEqual([false, false]);
  });

  it("calls no two patterns the same that an event tells apart", () => {
    const text = fc.stringMatching(/^[ab]{0,3}$/);
    const test = fc.oneof(
      text,
      text.map((prefix) => ({ prefix })),
      text.map((start) => ({ wildcard: `${start}*` })),
      fc.integer({ min: 0, max: 3 }),
      fc
        .constantFrom(">", ">=", "<", "<=", "=")
        .chain((sign) => fc.integer({ min: 0, max: 3 }).map((limit) => ({ numeric: [sign, limit] }))),
    );
    const field = fc.array(test, { minLength: 1, maxLength: 4 });
    const value = fc.oneof(
      text,
      fc.integer({ min: -2, max: 8 }).map((half) => half / 2),
    );
    let same = 0;
    fc.assert(
      fc.property(field, field, fc.array(value, { minLength: 20, maxLength: 20 }), (x, y, values) => {
        if (!isSamePattern({ x }, { x: y })) return;
        same += 1;
        for (const one of values)
          expect(matchesPattern({ x }, { x: one })).toBe(matchesPattern({ x: y }, { x: one }));
      }),
      { numRuns: 3000 },
    );
    expect(same).toBeGreaterThan(20);
  });
});
