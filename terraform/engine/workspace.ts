import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import { ownFolderOf, stateFolderOf } from "../../config/state-folder";
import type { StackEntry } from "../../config/stack-list";
import { prepareInstallation, type Installation } from "./cli-configuration";
import { terraformEnvironment } from "./environment";
import { restoreProtection } from "../apply/destroy-stack";
import { findTerraform, type Terraform } from "./find-terraform";
import { lockFileOf, pinnedProviderVersion } from "./lock-file";
import { writeOverride } from "./override";
import { findProviderMirror, hasImpliedMirror } from "./provider-mirror";
import { roleVariables } from "./role-variables";
import type { RunMode } from "./run-mode";
import { runProcess, type RunProcess } from "../process/run-process";
import type { StackRun } from "./stack-run";
import { synthesize } from "../plan/synthesize";
import { stackFolderOf } from "../plan/synthesized-stack";

/** What a command decides before Terraform runs: which config, against what, and with which environment. */
export interface WorkspaceProps {
  /** The checkout: the folder that holds cdktf.json. */
  readonly projectFolder: string;
  readonly config: OrgdutyConfig;
  readonly mode: RunMode;
  /** The person's environment. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * The folder for synthesized stacks and local states.
   * @default `.orgduty` beside the config, or `.orgduty/local` there against the local AWS
   */
  readonly folder?: string;
  /** Interrupts every process. @default nothing interrupts them */
  readonly signal?: AbortSignal;
  /** Receives a line when a run has to wait. @default none */
  readonly tell?: (text: string) => void;
  /** Regions of `config` that its file no longer has. Only a destroy has any. @default none */
  readonly alsoRegions?: readonly string[];
  /** Starts a process. @default a real one */
  readonly run?: RunProcess;
}

/** One config's stacks on this machine, ready to run: the Terraform to use, its providers and the folders. */
export interface Workspace {
  readonly config: OrgdutyConfig;
  readonly projectFolder: string;
  readonly mode: RunMode;
  readonly workFolder: string;
  readonly stateFolder: string;
  readonly lockFile: string;
  readonly terraform: Terraform;
  readonly installation: Installation;
  readonly env: NodeJS.ProcessEnv;
  readonly run: RunProcess;
  readonly signal?: AbortSignal;
  readonly tell?: (text: string) => void;
  readonly alsoRegions?: readonly string[];
}

/** Finds Terraform and its providers for a config. Nothing is synthesized yet. */
export async function openWorkspace(props: WorkspaceProps): Promise<Workspace> {
  const { projectFolder, config, mode, env, signal, tell, run = runProcess } = props;
  const folder = props.folder ?? ownFolderOf(config.path, mode.kind === "local");
  const lockFile = lockFileOf(config.path);
  const version = pinnedProviderVersion(lockFile);
  const home = env.HOME || homedir();
  const search = { env, home, ...(version === undefined ? {} : { version }) };
  const mirrors = {
    findMirror: () => findProviderMirror(search),
    hasImpliedMirror: () => hasImpliedMirror(search),
  };
  return {
    ...{ projectFolder, config, mode, env, run, lockFile },
    workFolder: join(folder, "work", config.name),
    stateFolder: stateFolderOf(config, folder),
    terraform: await findTerraform(env, run),
    installation: prepareInstallation({ env, home, ...mirrors }),
    ...(signal ? { signal } : {}),
    ...(tell ? { tell } : {}),
    ...(props.alsoRegions ? { alsoRegions: props.alsoRegions } : {}),
  };
}

/** Synthesizes every stack, and writes or deletes the overrides that keep stacks away from AWS. */
export async function synthesizeWorkspace(
  workspace: Workspace,
  stacks: readonly StackEntry[],
): Promise<void> {
  const { path, part } = workspace.config;
  await synthesize({ ...workspace, configPath: path, ...(part && { part }) });
  for (const entry of stacks) {
    const folder = stackFolderOf(workspace.workFolder, entry.name);
    if (!existsSync(folder)) throw new Error(`synth made no stack ${entry.name} in ${workspace.workFolder}`);
    restoreProtection(folder);
    writeOverride(folder, workspace.mode, organizationOf(workspace.config, entry));
  }
}

/** Everything needed to run Terraform in one stack, with the roles for planning or applying. */
export function stackRun(workspace: Workspace, entry: StackEntry, purpose: "plan" | "apply"): StackRun {
  const organization = organizationOf(workspace.config, entry);
  return {
    entry,
    folder: stackFolderOf(workspace.workFolder, entry.name),
    binary: workspace.terraform,
    env: terraformEnvironment({
      person: workspace.env,
      mode: workspace.mode,
      installation: workspace.installation,
      variables: roleVariables(organization, purpose),
    }),
    lockFile: workspace.lockFile,
    run: workspace.run,
    flags: workspace.mode.kind === "local" ? " --aws local" : "",
    ...(workspace.signal ? { signal: workspace.signal } : {}),
  };
}

function organizationOf(config: OrgdutyConfig, { name, partition }: StackEntry): OrganizationConfig {
  const organization = config.organizations[partition];
  if (!organization) throw new Error(`stack ${name} is in partition ${partition}, which has no organization`);
  return organization;
}
