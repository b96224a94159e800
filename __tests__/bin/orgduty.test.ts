import { spawnSync } from "node:child_process";
import { accessSync, constants, cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ROOT } from "../support/orgduty";

describe("./orgduty", () => {
  let folder: string;
  beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), "launcher-")))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (command: string, cwd: string) => spawnSync(command, ["--help"], { cwd, encoding: "utf8" });

  it("starts from any folder: by its path, by a relative one, and by a link", () => {
    accessSync(join(ROOT, "orgduty"), constants.X_OK);
    symlinkSync(join(ROOT, "orgduty"), join(folder, "linked"));
    for (const command of [join(ROOT, "orgduty"), relative(folder, join(ROOT, "orgduty")), "./linked"]) {
      const { status, stdout, stderr } = run(command, folder);
      expect([command, status, stderr]).toEqual([command, 0, ""]);
      expect(stdout).toMatch(/^Usage: orgduty /);
    }
  });

  it("is not disturbed by a reader that leaves early", () => {
    // The pipe's reader has ended before anything is written.
    const script = `{ sleep 0.2; "${join(ROOT, "orgduty")}" schema; echo "ended with $?" >&2; } | true`;
    const { stderr } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
    expect(stderr).toBe("ended with 0\n");
  });

  it("says what to run if the dependencies are not installed", () => {
    for (const part of ["bin", "orgduty"]) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    const { status, stdout, stderr } = run("./orgduty", folder);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(`orgduty: its dependencies are not installed\n  fix: cd "${folder}" && npm ci\n`);
  });
});
