import { runProcess, type RunProcess } from "./run-process";

/** The checkout a plan was made from. */
export interface GitState {
  readonly commit: string;
  /** What binds an apply to a review: a merge commit has the pull request's tree, never its commit. */
  readonly tree: string;
  /** Whether every tracked file is as committed. */
  readonly clean: boolean;
}

/** The git state of a folder, or null outside a repository, before its first commit, or without git. */
export async function readGit(folder: string, run: RunProcess = runProcess): Promise<GitState | null> {
  const git = async (...args: string[]): Promise<string> => {
    const { exitCode, stdout } = await run({ command: "git", args, cwd: folder, env: process.env });
    if (exitCode !== 0) throw new Error(`git ${args.join(" ")} failed`);
    return stdout.trim();
  };
  try {
    const [commit, tree] = (await git("rev-parse", "HEAD", "HEAD^{tree}")).split("\n");
    const changed = await git("status", "--porcelain", "--untracked-files=no");
    return commit && tree ? { commit, tree, clean: changed === "" } : null;
  } catch {
    return null;
  }
}
