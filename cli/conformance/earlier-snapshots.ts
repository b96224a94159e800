import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { Project } from "../../organization/load-project";
import { parseSnapshot } from "../../organization/parse-snapshot";
import type { EarlierSnapshot } from "../../plan-review/read/earlier-snapshot";
import { runProcess, type RunProcess } from "../../terraform/process/run-process";

/**
 * Each snapshot in its previous version in the repository: the committed one if the file was changed since, otherwise
 * the one before the commit that last changed it. There is none outside a repository, or if the file was committed only
 * once.
 */
export async function earlierSnapshots(
  { config }: Pick<Project, "config">,
  run: RunProcess = runProcess,
): Promise<EarlierSnapshot[]> {
  const found = await Promise.all(
    Object.values(config.organizations).map(async ({ partition, accountsPath }) => {
      const earlier = await earlierText(accountsPath, run).catch(() => undefined);
      if (!earlier) return [];
      const snapshot = parsed(earlier.text, accountsPath);
      return snapshot ? [{ partition, commit: earlier.commit, snapshot }] : [];
    }),
  );
  return found.flat();
}

async function earlierText(
  path: string,
  run: RunProcess,
): Promise<{ commit: string; text: string } | undefined> {
  const git = async (...args: string[]): Promise<string> => {
    const asked = { command: "git", args, cwd: dirname(path), env: process.env };
    const { exitCode, stdout, stderr } = await run(asked);
    if (exitCode !== 0) throw new Error(stderr);
    return stdout;
  };
  const file = `./${basename(path)}`;
  const commits = (await git("log", "--format=%H", "-n", "2", "--", file)).split("\n").filter(Boolean);
  for (const commit of commits) {
    const text = await git("show", `${commit}:${file}`);
    if (text !== readFileSync(path, "utf8")) return { commit, text };
  }
  return undefined;
}

/** A snapshot in a format that this release does not read cannot be compared, so it counts as none. */
function parsed(text: string, path: string): EarlierSnapshot["snapshot"] | undefined {
  try {
    return parseSnapshot(text, path);
  } catch {
    return undefined;
  }
}
