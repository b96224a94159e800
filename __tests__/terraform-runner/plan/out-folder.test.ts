import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeManifest } from "../../../plans-folder/manifest";
import { refuseOutFolder } from "../../../terraform/plan/out-folder";
import { temporaryFolder } from "../support/temporary-folder";
import { TINY_MANIFEST } from "../support/tiny-manifest";

describe("refuseOutFolder", () => {
  const folder = temporaryFolder();
  const refuse = (config = "orgduty.yaml") => refuseOutFolder(folder(), config);

  it("takes a folder that is not there, is empty, or holds plans of the same config", () => {
    expect(() => refuseOutFolder(join(folder(), "plans"), "orgduty.yaml")).not.toThrow();
    expect(refuse).not.toThrow();
    writeManifest(folder(), TINY_MANIFEST);
    expect(refuse).not.toThrow();
  });

  it("takes a folder that holds another config's offline plans", () => {
    writeManifest(folder(), { ...TINY_MANIFEST, mode: "offline" });
    expect(() => refuse("other.yaml")).not.toThrow();
  });

  it("rejects a folder that holds another config's live plans", () => {
    writeManifest(folder(), TINY_MANIFEST);
    expect(() => refuse("other.yaml")).toThrow(/holds live plans of orgduty\.yaml/);
  });

  it("rejects a folder that holds something else, which would be lost", () => {
    writeFileSync(join(folder(), "thesis.txt"), "");
    expect(refuse).toThrow(/holds something other than plans, which planning would replace/);
  });
});
