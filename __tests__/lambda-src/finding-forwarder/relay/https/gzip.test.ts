import { gunzipSync } from "node:zlib";
import { gzip } from "../../../../../lambda-src/finding-forwarder/relay/https/gzip";

describe("gzip", () => {
  it.each([0, 1, 255, 256, 4_095, 4_096, 4_097, 70_000])("gives back a text of %i characters", (length) => {
    const text = "finding ".repeat(length / 8 + 1).slice(0, length);
    expect(gunzipSync(gzip(text)).toString()).toBe(text);
  });

  it.each(["é".repeat(2_048), "é".repeat(2_049), "\u{1f512}".repeat(1_024), "\ud800"])(
    "counts bytes and not characters",
    (text) => {
      expect(gunzipSync(gzip(text)).toString()).toBe(Buffer.from(text).toString());
    },
  );

  it("stores what is small, and compresses what is not", () => {
    expect(gzip("x".repeat(4_096))).toHaveLength(4_096 + 23);
    expect(gzip("x".repeat(4_097)).length).toBeLessThan(100);
  });
});
