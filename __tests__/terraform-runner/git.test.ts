import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readGit } from "../../terraform/git";
import { temporaryFolder } from "./temporary-folder";

describe("readGit", () => {
  const folder = temporaryFolder();
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd: folder(),
      encoding: "utf8",
    }).trim();

  it("is null outside a repository and before the first commit", async () => {
    expect(await readGit(folder())).toBeNull();
    git("init", "-q");
    expect(await readGit(folder())).toBeNull();
  });

  it("tells commit, tree, and whether tracked files are as committed", async () => {
    git("init", "-q");
    writeFileSync(join(folder(), "file"), "1");
    git("add", "file");
    git("commit", "-q", "-m", "first");
    writeFileSync(join(folder(), "untracked"), "");
    const state = { commit: git("rev-parse", "HEAD"), tree: git("rev-parse", "HEAD^{tree}") };
    expect(await readGit(folder())).toEqual({ ...state, clean: true });
    writeFileSync(join(folder(), "file"), "2");
    expect(await readGit(folder())).toEqual({ ...state, clean: false });
  });
});
