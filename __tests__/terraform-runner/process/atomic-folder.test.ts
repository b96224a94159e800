import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stageFolder, writeFileAtomically } from "../../../terraform/process/atomic-folder";
import { temporaryFolder } from "../support/temporary-folder";

describe("stageFolder", () => {
  const folder = temporaryFolder();
  const target = () => join(folder(), "plans");

  it("replaces the folder as a whole and leaves nothing beside it", () => {
    mkdirSync(target());
    writeFileSync(join(target(), "old"), "");
    const staged = stageFolder(target());
    writeFileSync(join(staged.path, "new"), "");
    expect(readdirSync(target())).toEqual(["old"]);
    staged.publish();
    staged.discard();
    expect(readdirSync(target())).toEqual(["new"]);
    expect(readdirSync(folder())).toEqual(["plans"]);
  });

  it("leaves the old folder as it was when discarded", () => {
    mkdirSync(target());
    writeFileSync(join(target(), "old"), "");
    stageFolder(target()).discard();
    expect([readdirSync(folder()), readdirSync(target())]).toEqual([["plans"], ["old"]]);
  });

  it("takes away what a killed process staged, and leaves what another is staging", () => {
    const gone = 4_194_305; // above Linux's highest process id
    for (const pid of [gone, process.ppid]) mkdirSync(join(folder(), `.plans.staged-${pid}abcdef`));
    stageFolder(target()).discard();
    expect(readdirSync(folder())).toEqual([`.plans.staged-${process.ppid}abcdef`]);
  });

  it("lets nobody else read what is staged", () => {
    expect(statSync(stageFolder(target()).path).mode & 0o777).toBe(0o700);
    expect(existsSync(target())).toBe(false);
  });
});

describe("writeFileAtomically", () => {
  const folder = temporaryFolder();

  it("writes the bytes and leaves nothing beside them", () => {
    writeFileAtomically(join(folder(), "file"), "text");
    expect(readFileSync(join(folder(), "file"), "utf8")).toBe("text");
    expect(readdirSync(folder())).toEqual(["file"]);
  });
});
