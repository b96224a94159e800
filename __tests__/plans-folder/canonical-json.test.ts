import fc from "../support/fast-check";
import { canonicalJson } from "../../plans-folder/canonical-json";
import type { JsonValue } from "../../plans-folder/json-value";

describe("canonicalJson", () => {
  it("sorts keys at every depth and ends in a line break", () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe(
      '{\n  "a": null,\n  "b": [\n    {\n      "c": 2,\n      "d": 1\n    }\n  ]\n}\n',
    );
  });

  it("keeps the order of lists", () => {
    expect(JSON.parse(canonicalJson(["b", "a"]))).toEqual(["b", "a"]);
  });

  it("depends on the value only, never on the order of keys, and loses nothing", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as JsonValue);
        expect(canonicalJson(reversed(value as JsonValue))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, child]) => [key, reversed(child)]));
}
