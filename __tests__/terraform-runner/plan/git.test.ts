import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readGit, type UnreadableGit } from "../../../terraform/plan/git";
import { temporaryFolder } from "../support/temporary-folder";

describe("readGit", () => {
  const folder = temporaryFolder();
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd: folder(),
      encoding: "utf8",
    }).trim();

  it("tells why there is none, and what to do: outside a repository, before the first commit, without git", async () => {
    expect(await readGit(folder())).toEqual({
      unreadable: expect.stringMatching(
        /^git cannot read the checkout in \S+: fatal: not a git repository .* \(work in a clone /,
      ),
    });
    git("init", "-q");
    expect(await readGit(folder())).toEqual({ unreadable: expect.stringContaining("(work in a clone ") });
    const none = () => Promise.reject(new Error("spawn git ENOENT"));
    expect(await readGit(folder(), none)).toEqual({ unreadable: expect.stringContaining("(install git)") });
  });

  it("tells how git may read a checkout that another user made", async () => {
    git("init", "-q");
    process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER = "1";
    try {
      const { unreadable } = (await readGit(folder())) as UnreadableGit;
      expect(unreadable).toMatch(
        /dubious ownership in repository at '[^']+' \(git config --global --add safe\.directory /,
      );
    } finally {
      delete process.env.GIT_TEST_ASSUME_DIFFERENT_OWNER;
    }
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
