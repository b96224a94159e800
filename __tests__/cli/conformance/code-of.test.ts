import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeCode, withCodeOf } from "../../../cli/conformance/code-of";
import { digestOf, sourceFiles } from "../../../cli/conformance/source-files";

describe("The code that makes stacks", () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
      cwd: folder,
      encoding: "utf8",
    });
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "orgduty-code-of-"));
    for (const name of ["modules", "node_modules", "docs"]) mkdirSync(join(folder, name));
    write("package.json", '{"version":"1.2.3"}');
    write("modules/queue.ts", "1");
    write("main.ts", "1");
    write("node_modules/installed", "yes");
    write(".gitignore", "node_modules/\n");
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "one");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is the release's, or names the files that are not", async () => {
    expect(await describeCode(folder)).toBe("orgduty 1.2.3 (no tag v1.2.3 to compare its source with)");
    git("tag", "v1.2.3");
    write("docs/page.md", "changed");
    expect(await describeCode(folder)).toBe("orgduty 1.2.3, unmodified,");
    write("modules/queue.ts", "2");
    write("modules/own.ts", "1");
    expect(await describeCode(folder)).toBe(
      "orgduty 1.2.3, modified since v1.2.3 (modules/own.ts, modules/queue.ts),",
    );
  });

  it("of a git ref is checked out with this checkout's packages, and taken away again", async () => {
    write("modules/queue.ts", "2");
    const seen = await withCodeOf("HEAD", { projectFolder: folder }, (tree) => {
      const read = (file: string) => readFileSync(join(tree, file), "utf8");
      return Promise.resolve([tree, read("modules/queue.ts"), read("node_modules/installed")]);
    });
    expect(seen.slice(1)).toEqual(["1", "yes"]);
    expect(existsSync(seen[0]!)).toBe(false);
    expect(git("worktree", "list").trim().split("\n")).toHaveLength(1);
    expect(existsSync(join(folder, "node_modules/installed"))).toBe(true);
  });

  it("rejects a ref that git does not know, and one that is an option", async () => {
    for (const ref of ["nowhere", "--help"])
      await expect(withCodeOf(ref, { projectFolder: folder }, () => Promise.resolve())).rejects.toThrow(
        /git rev-parse failed[^]*fix: name a commit/,
      );
  });

  it("has another digest if a file is changed, added or renamed, and not for a page of docs", () => {
    const digest = () => digestOf(sourceFiles(folder));
    const digests = [digest()];
    write("docs/page.md", "x");
    digests.push(digest());
    write("main.ts", "2");
    digests.push(digest());
    write("modules/more.ts", "1");
    digests.push(digest());
    expect(digests[0]).toBe(digests[1]);
    expect(new Set(digests).size).toBe(3);
  });
});
