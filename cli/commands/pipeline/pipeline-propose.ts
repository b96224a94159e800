import { readFileSync, writeFileSync } from "node:fs";
import { relative, sep } from "node:path";
import type { OrgdutyConfig } from "../../../config/config";
import { parseSnapshot } from "../../../organization/parse-snapshot";
import { diffLines, diffSnapshots } from "../../../organization/snapshot-diff";
import { repositoryRoot } from "../../root";
import { openProject, type ConfigOptions } from "../../open-project";
import { EXIT, type Io } from "../../terminal/io";
import { withForge } from "./forge-here";
import { gitHere, type Git } from "./git-here";
import { branchOf } from "./pipeline-current";

/** The branch of the proposal. A later run replaces what is on it. */
const BRANCH = "orgduty/discover";

/**
 * `orgduty pipeline propose`: commits the snapshots that discover changed to a branch of its own, and opens a pull request for it, unless one
 * is open. Only accounts count: each apply changes what regions have.
 */
export async function run(options: ConfigOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const to = branchOf(config.pipeline);
  return withForge(io, "propose", async (forge) => {
    const git = gitHere(io, forge);
    const changed = await changedSnapshots(config, git);
    if (changed.lines.length === 0) {
      io.out("no account has changed");
      return EXIT.fine;
    }
    const body = changed.lines.join("\n");
    const title = `Accounts of ${config.name}, as discover found them`;
    await git("switch", "--quiet", "--force-create", BRANCH);
    await git("add", "--", ...changed.files);
    await git(...AUTHOR, "commit", "--quiet", "-m", title, "-m", body);
    await git("push", "--quiet", "--force", forge.remote, `HEAD:refs/heads/${BRANCH}`);
    const open = await forge.proposalFrom(BRANCH, to);
    const address = open ?? (await forge.propose({ from: BRANCH, to, title, body: markdown(body) }));
    io.out(`${open === undefined ? "proposed" : "changed"}: ${address}\n${body}`);
    return EXIT.fine;
  });
}

const AUTHOR = ["-c", "user.name=orgduty", "-c", "user.email=orgduty@users.noreply.invalid"];

function markdown(lines: string): string {
  return `What \`./orgduty discover\` found. Merged, the next plan covers these accounts.\n\n${lines
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n")}\n`;
}

/** The snapshots with other accounts than those of the commit, and what differs. The others are put back. */
async function changedSnapshots(
  { organizations }: OrgdutyConfig,
  git: Git,
): Promise<{ readonly files: string[]; readonly lines: string[] }> {
  const files: string[] = [];
  const lines: string[] = [];
  for (const { accountsPath, partition } of Object.values(organizations)) {
    const file = relative(repositoryRoot(), accountsPath).split(sep).join("/");
    const before = `${await git("show", `HEAD:${file}`)}\n`;
    const [old, now] = [before, readFileSync(accountsPath, "utf8")].map((text) =>
      parseSnapshot(text, accountsPath),
    );
    const diff = diffLines(diffSnapshots(old!, now!));
    if (diff.length === 0) writeFileSync(accountsPath, before);
    else {
      files.push(file);
      lines.push(`${partition}:`, ...diff.map((line) => `  ${line}`));
    }
  }
  return { files, lines };
}
