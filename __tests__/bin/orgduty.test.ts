import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

describe("bin/orgduty.js", () => {
  it("says what to run where the dependencies are not installed", () => {
    const clone = realpathSync(mkdtempSync(join(tmpdir(), "fresh-clone-")));
    cpSync(join(__dirname, "../../bin"), join(clone, "bin"), { recursive: true });
    const args = [join(clone, "bin/orgduty.js"), "--help"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    rmSync(clone, { recursive: true });
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(`orgduty: its dependencies are not installed\n  fix: cd "${clone}" && npm ci\n`);
  });
});
