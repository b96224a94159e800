import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OperatorError } from "../../config/problems/operator-error";
import { orgdutyVersion } from "../../terraform/engine/versions";
import { runProcess, type RunProcess } from "../../terraform/process/run-process";
import { MAKES_STACKS } from "./source-files";

/** A checkout, and how to run git in it. */
interface Checkout {
  readonly projectFolder: string;
  readonly run?: RunProcess;
}

/**
 * Does work with a checkout of a git ref that uses this checkout's packages, and removes it afterwards. A pull
 * request's plans are compared with the code that it will be merged into, so that the effect of a changed module shows.
 * @throws OperatorError if git has no such ref
 */
export async function withCodeOf<T>(
  ref: string,
  { projectFolder, run = runProcess }: Checkout,
  work: (projectFolder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-code-"));
  const tree = join(folder, "checkout");
  try {
    const commit = await git(
      projectFolder,
      run,
      "rev-parse",
      "--verify",
      "--end-of-options",
      `${ref}^{commit}`,
    );
    await git(projectFolder, run, "worktree", "add", "--detach", tree, commit);
    symlinkSync(join(projectFolder, "node_modules"), join(tree, "node_modules"), "dir");
    return await work(tree);
  } finally {
    await git(projectFolder, run, "worktree", "remove", "--force", tree).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many files are named; further files are only counted. */
const MOST_FILES = 10;

/** Describes this checkout's code: its release, and which of the files that make stacks differ from the release. */
export async function describeCode(projectFolder: string, run: RunProcess = runProcess): Promise<string> {
  const release = `orgduty ${orgdutyVersion(projectFolder)}`;
  const tag = `v${orgdutyVersion(projectFolder)}`;
  try {
    await git(projectFolder, run, "rev-parse", "--verify", "--quiet", `refs/tags/${tag}`);
    const changed = await git(projectFolder, run, "diff", "--name-only", tag, "--", ...MAKES_STACKS);
    const added = await git(
      projectFolder,
      run,
      "ls-files",
      "--others",
      "--exclude-standard",
      "--",
      ...MAKES_STACKS,
    );
    const files = [...new Set(`${changed}\n${added}`.split("\n").filter((file) => file !== ""))].sort();
    if (files.length === 0) return `${release}, unmodified,`;
    const more = files.length > MOST_FILES ? ` and ${files.length - MOST_FILES} more` : "";
    return `${release}, modified since ${tag} (${files.slice(0, MOST_FILES).join(", ")}${more}),`;
  } catch {
    return `${release} (no tag ${tag} to compare its source with)`;
  }
}

async function git(folder: string, run: RunProcess, ...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run({ command: "git", args, cwd: folder, env: process.env });
  if (exitCode === 0) return stdout.trim();
  throw new OperatorError(
    `git ${args[0]} failed: ${stderr.trim().split("\n")[0]}`,
    "name a commit, branch or tag of this checkout",
  );
}
