import { realpathSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { OrganizationConfig, OrgdutyConfig } from "../../../config/config";
import { runProcess } from "../../../terraform/process/run-process";
import { repositoryRoot } from "../../root";
import { CommandError, type Io } from "../../terminal/io";

/** The repository that the pipeline runs in: it holds orgduty at its root, and the config in it. */
export interface Repository {
  readonly root: string;
  /** The config, relative to the root. */
  readonly config: string;
}

/** @throws CommandError if the config is not in the repository of orgduty, which each job checks out */
export function repositoryOf({ path }: OrgdutyConfig): Repository {
  const root = realpathSync(repositoryRoot());
  const config = relative(root, realpathSync(path)).split(sep).join("/");
  if (!config.startsWith("../")) return { root, config };
  throw new CommandError(
    `${path} is not in the repository of orgduty, ${root}: a job checks out one repository`,
    "put the config and its snapshots into your clone of orgduty, and commit them there",
  );
}

/**
 * The organization that the jobs sign in to.
 * @throws CommandError if there are two: a job's token is exchanged in one partition
 */
export function onlyOrganization({ organizations }: OrgdutyConfig): OrganizationConfig {
  const [first, second] = Object.values(organizations);
  if (first && !second) return first;
  throw new CommandError(
    "the config has organizations in two partitions, and the credentials of a job are valid in one",
    "give each partition a config and a repository of its own (docs/pipelines.md)",
  );
}

/** Files that every job needs, and that git does not have. */
export async function uncommitted(root: string, files: readonly string[], io: Io): Promise<string[]> {
  const { exitCode, stdout } = await runProcess({
    command: "git",
    args: ["ls-files", "-z", "--", ...files.map((file) => resolve(root, file))],
    cwd: root,
    env: io.env,
  });
  if (exitCode !== 0) return [];
  const known = stdout.split("\0");
  return files.filter((file) => !known.includes(file));
}
