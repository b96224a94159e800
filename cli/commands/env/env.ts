import { resolve } from "node:path";
import { stackList } from "../../../config/stack-list";
import { installationVariables, modeVariables } from "../../../terraform/engine/environment";
import { handLockFile } from "../../../terraform/engine/lock-file";
import { stackFolderOf } from "../../../terraform/plan/synthesized-stack";
import { openWorkspace, synthesizeWorkspace, type Workspace } from "../../../terraform/engine/workspace";
import { EXIT, type Io } from "../../terminal/io";
import { openProject, type ConfigOptions } from "../../open-project";
import { repositoryRoot } from "../../root";
import { runModeOf, type ModeOptions } from "../../run-mode";
import { shellExports } from "./shell-exports";

/** Flags of `orgduty env`: which config bare cdktf works on, and what it talks to. */
export type EnvOptions = ConfigOptions & ModeOptions;

/**
 * `orgduty env`: prints the exports that bare cdktf needs, and prepares cdktf.out like orgduty's own work folder:
 * stacks, lock file, and the overrides for running without AWS, which a live run deletes.
 */
export async function run(options: EnvOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const mode = runModeOf(options, config.path, io);
  const projectFolder = repositoryRoot();
  const opened = await openWorkspace({ projectFolder, config, mode, env: io.env, signal: io.signal });
  const workspace = { ...opened, workFolder: resolve(projectFolder, io.env.CDKTF_OUTDIR ?? "cdktf.out") };
  const stacks = stackList(config);
  await synthesizeWorkspace(workspace, stacks);
  for (const { name } of stacks) handLockFile(workspace.lockFile, stackFolderOf(workspace.workFolder, name));
  const personal = mode.kind === "live" ? [] : Object.keys(io.env).filter((name) => name.startsWith("AWS_"));
  io.out(shellExports(exportsOf(workspace), personal));
  return EXIT.fine;
}

function exportsOf({
  config,
  stateFolder,
  terraform,
  installation,
  mode,
  env,
}: Workspace): Record<string, string> {
  return {
    ORGDUTY_CONFIG: config.path,
    ORGDUTY_STATE_FOLDER: stateFolder,
    TERRAFORM_BINARY_NAME: terraform.command,
    CHECKPOINT_DISABLE: "1",
    ...installationVariables(env, installation),
    ...modeVariables(mode),
  };
}
