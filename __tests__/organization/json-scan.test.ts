import fc from "../support/fast-check";
import { jsonErrorOffset, scanJson } from "../../organization/json-scan";

describe("scanJson", () => {
  it("counts the keys and levels that JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        let keys = 0;
        const depthOf = (one: unknown): number => {
          if (typeof one !== "object" || one === null) return 0;
          if (!Array.isArray(one)) keys += Object.keys(one).length;
          return 1 + Math.max(0, ...Object.values(one).map(depthOf));
        };
        expect(scanJson(JSON.stringify(value))).toEqual({ depth: depthOf(value), keys });
      }),
    );
  });

  it("takes 200,000 levels without recursion", () => {
    expect(scanJson("[".repeat(200_000)).depth).toBe(200_000);
  });
});

describe("jsonErrorOffset", () => {
  it("reads whatever is JSON to its end", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 1);
        expect(jsonErrorOffset(text)).toBe(text.length);
      }),
    );
  });

  it.each([
    ['{"a": 1,\n}', 9],
    ['{"a": abc}', 6],
    ['{"a": 1 "b": 2}', 8],
    ["[1, 2", 5],
    ['{"a" 1}', 5],
    ["[1,]", 3],
    ["{} {}", 3],
    ['{"a": 01}', 6],
    ["<html>", 0],
  ])("%s stops at %i", (text, offset) => {
    expect(jsonErrorOffset(text)).toBe(offset);
  });
});
