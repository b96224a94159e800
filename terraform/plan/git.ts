import { runProcess, type RunProcess } from "../process/run-process";

/** The checkout that a plan was made from. */
export interface GitState {
  readonly commit: string;
  /** The git tree, which binds an apply to a review: a merge commit has the pull request's tree, but never its commit. */
  readonly tree: string;
  /** Whether every tracked file is committed unchanged. */
  readonly clean: boolean;
}

/** A checkout that git cannot read, and git's reason. */
export interface UnreadableGit {
  readonly unreadable: string;
}

/**
 * The git state of a folder. Unreadable outside a repository, before its first commit, without git, or if the checkout
 * belongs to another user.
 */
export async function readGit(
  folder: string,
  run: RunProcess = runProcess,
): Promise<GitState | UnreadableGit> {
  const git = async (...args: string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await run({ command: "git", args, cwd: folder, env: process.env });
    if (exitCode !== 0) throw new Error(stderr.trim().split("\n")[0]);
    return stdout.trim();
  };
  try {
    const [commit = "", tree = ""] = (await git("rev-parse", "HEAD", "HEAD^{tree}")).split("\n");
    const changed = await git("status", "--porcelain", "--untracked-files=no");
    return { commit, tree, clean: changed === "" };
  } catch (error) {
    const said = (error as Error).message;
    return { unreadable: `git cannot read the checkout in ${folder}: ${said} (${fixOf(said, folder)})` };
  }
}

/**
 * CI checks out as one user and works in a container as another. Source:
 * https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory
 */
function fixOf(said: string, folder: string): string {
  if (said.includes("dubious ownership")) return `git config --global --add safe.directory ${folder}`;
  return said.includes("ENOENT") ? "install git" : "work in a clone of your repository, with a commit";
}
