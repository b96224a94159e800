import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "../../plans-folder/hashing";
import { isDeleted, plannedChanges } from "../../plans-folder/planned-changes";

const change = (mode: string, actions: string[], before: object | null, after: object | null) => ({
  ...{ address: "aws_sqs_queue.it", type: "aws_sqs_queue", mode },
  change: { actions, before, after },
});
const TEXT = JSON.stringify({
  resource_changes: [
    change("managed", ["delete"], { name: "findings" }, null),
    change("managed", ["delete", "create"], {}, {}),
    change("data", ["read"], null, {}),
  ],
});

describe("plannedChanges", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-planned-"));
  mkdirSync(join(folder, "eu-west-1"));
  writeFileSync(join(folder, "eu-west-1", "plan.json"), TEXT);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("has every managed resource; a replacement is no deletion", () => {
    const changes = plannedChanges(folder, { name: "eu-west-1", planJsonSha256: sha256(TEXT) });
    expect(changes.map(({ before, after }) => [before, after])).toEqual([
      [{ name: "findings" }, null],
      [{}, {}],
    ]);
    expect(changes.map(isDeleted)).toEqual([true, false]);
  });

  it("rejects bytes that nobody reviewed", () => {
    expect(() => plannedChanges(folder, { name: "eu-west-1", planJsonSha256: sha256("other") })).toThrow(
      "is not what the manifest recorded",
    );
  });
});
