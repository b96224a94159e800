import { basename, dirname } from "node:path";
import { readText } from "../../../config/problems/read-text";
import type { Project } from "../../../organization/load-project";
import type { SarifSource } from "../../../plan-review/report/sarif/sarif";
import { orgdutyVersion } from "../../../terraform/engine/versions";
import { runProcess, type RunProcess } from "../../../terraform/process/run-process";
import { repositoryRoot } from "../../root";

/**
 * The config as code scanning finds it: by its path from the root of its git repository, which may be another one than
 * orgduty's. Outside a repository, the path is the file's name.
 */
export async function configSource(
  { config: { path } }: Pick<Project, "config">,
  run: RunProcess = runProcess,
): Promise<SarifSource> {
  const args = ["rev-parse", "--show-prefix"];
  const found = await run({ command: "git", args, cwd: dirname(path), env: process.env }).catch(
    () => undefined,
  );
  const prefix = found?.exitCode === 0 ? found.stdout.trim() : "";
  const file = readText(path);
  return {
    path: `${prefix}${basename(path)}`,
    text: "text" in file ? file.text : "",
    release: orgdutyVersion(repositoryRoot()),
  };
}
