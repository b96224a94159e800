import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import type * as bundling from "../../lambda-src/bundle";
import { buildForwarderBundle } from "../../lambda-src/bundle";

const repository = join(__dirname, "..", "..");

describe("buildForwarderBundle", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-bundle-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("writes a zip under 150 kB and tells its hash and size", () => {
    const bundle = buildForwarderBundle(join(folder, "deep", "forwarder.zip"));
    const bytes = readFileSync(bundle.path);
    expect(bundle.bytes).toBe(bytes.length);
    expect(bundle.bytes).toBeLessThan(150_000);
    expect(bundle.sha256Base64).toBe(createHash("sha256").update(bytes).digest("base64"));
  });

  it("writes the same bytes from sources in another folder at another time", () => {
    const here = buildForwarderBundle(join(folder, "here.zip"));
    const copy = join(folder, "copy");
    cpSync(join(repository, "lambda-src"), join(copy, "lambda-src"), { recursive: true });
    symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
    jest.useFakeTimers({ now: new Date("2031-05-06T07:08:09Z") });
    const elsewhere = jest.requireActual<typeof bundling>(join(copy, "lambda-src", "bundle.ts"));
    const there = elsewhere.buildForwarderBundle(join(folder, "there.zip"));
    jest.useRealTimers();
    expect(readFileSync(there.path).equals(readFileSync(here.path))).toBe(true);
  });

  it("names no folder of the machine that built it", () => {
    const { path } = buildForwarderBundle(join(folder, "plain.zip"));
    const zip = readFileSync(path);
    const script = inflateRawSync(zip.subarray(30 + "index.js".length)).toString();
    expect(script).toContain("SecretsManager");
    expect(script).not.toContain(repository);
  });
});
