import { validateHeaderValue } from "node:http";
import { idempotencyKey } from "../../../../../lambda-src/finding-forwarder/relay/https/idempotency-key";
import { recordOf } from "../../factories";

describe("idempotencyKey", () => {
  it("is the key of a single record", () => {
    expect(idempotencyKey([recordOf({ id: "f1" })])).toBe("f1:2026-11-24T10:05:00.000Z");
  });

  it("is a digest of the keys of several, the same each time", () => {
    const records = [recordOf({ id: "f1" }), recordOf({ id: "f2" })];
    expect(idempotencyKey(records)).toMatch(/^[0-9a-f]{64}$/);
    expect(idempotencyKey(records)).toBe(idempotencyKey([...records]));
    expect(idempotencyKey(records)).not.toBe(idempotencyKey([...records].reverse()));
  });

  it.each([["beyond latin-1: \u{1F512}"], ["a\nline"], ["x".repeat(20_000)]])(
    "is a digest of a key that does not fit into a header: %.20s",
    (id) => {
      const key = idempotencyKey([recordOf({ id })]);
      expect(() => validateHeaderValue("idempotency-key", key)).not.toThrow();
      expect(key).toMatch(/^[0-9a-f]{64}$/);
      expect(key).toBe(idempotencyKey([recordOf({ id })]));
    },
  );
});
