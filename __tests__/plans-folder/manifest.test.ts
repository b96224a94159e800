import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findManifest, writeManifest } from "../../plans-folder/manifest";
import { temporaryFolder } from "../terraform-runner/support/temporary-folder";
import { TINY_MANIFEST } from "../terraform-runner/support/tiny-manifest";

describe("a plan manifest", () => {
  const folder = temporaryFolder();

  it("reads back what was written", () => {
    writeManifest(folder(), TINY_MANIFEST);
    expect(findManifest(folder())).toEqual(TINY_MANIFEST);
  });

  it("is undefined where there is none", () => {
    expect(findManifest(join(folder(), "plans"))).toBeUndefined();
  });

  it.each([
    ["text that is no JSON", "{"],
    ["another schema version", JSON.stringify({ ...TINY_MANIFEST, schemaVersion: 2 })],
    [
      "a shard that is not one of its parts",
      JSON.stringify({ ...TINY_MANIFEST, shard: { number: 9, of: 8 } }),
    ],
    ["a stack whose name leads out of the folder", JSON.stringify(withStackName("../x"))],
  ])("rejects %s", (_, text) => {
    writeFileSync(join(folder(), "manifest.json"), text);
    expect(() => findManifest(folder())).toThrow(/manifest\.json is not a plan manifest/);
  });
});

function withStackName(name: string) {
  return { ...TINY_MANIFEST, stacks: TINY_MANIFEST.stacks.map((stack) => ({ ...stack, name })) };
}
