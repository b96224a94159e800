import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSnapshot } from "../../organization/parse-snapshot";
import { snapshotText, writeSnapshot } from "../../organization/write-snapshot";
import { validSnapshot } from "./valid-snapshot";

describe("writeSnapshot", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-write-snapshot-"));
  const path = join(folder, "accounts/aws.json");
  afterAll(() => rmSync(folder, { recursive: true }));

  it("writes what the loader reads, and leaves nothing beside it", () => {
    writeSnapshot(path, validSnapshot());
    expect(parseSnapshot(readFileSync(path, "utf8"), path)).toEqual(validSnapshot());
    expect(readdirSync(join(folder, "accounts"))).toEqual(["aws.json"]);
  });

  it("changes nothing but the time where nothing else changed", () => {
    writeSnapshot(path, validSnapshot([], { readAt: "2026-11-25T00:00:00Z" }));
    const before = snapshotText(validSnapshot());
    expect(readFileSync(path, "utf8")).toBe(before.replace("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z"));
  });

  it("rejects what the loader would refuse, and leaves the file as it was", () => {
    writeFileSync(path, "as it was");
    expect(() => writeSnapshot(path, validSnapshot([], { accounts: [] }))).toThrow(
      "the list of accounts is empty",
    );
    expect(readFileSync(path, "utf8")).toBe("as it was");
  });

  it("leaves nothing beside a place that it cannot write to", () => {
    mkdirSync(join(folder, "taken/aws.json"), { recursive: true });
    expect(() => writeSnapshot(join(folder, "taken/aws.json"), validSnapshot())).toThrow("EISDIR");
    expect(readdirSync(join(folder, "taken"))).toEqual(["aws.json"]);
  });

  it("writes the example's snapshots exactly as they are committed", () => {
    for (const partition of ["aws", "aws-cn"]) {
      const text = readFileSync(join(__dirname, `../../examples/acme/accounts/${partition}.json`), "utf8");
      expect(snapshotText(parseSnapshot(text, partition))).toBe(text);
    }
  });
});
