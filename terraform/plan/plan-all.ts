import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Partition } from "../../aws/partitions";
import type { StackEntry } from "../../config/stack-list";
import { stageFolder } from "../process/atomic-folder";
import { concurrently } from "../process/concurrently";
import { readGit } from "./git";
import { initializeFirst } from "../engine/initialize-first";
import { KeptProvider } from "../engine/kept-provider";
import { pinnedProviderVersion } from "../engine/lock-file";
import { sha256OfFile } from "../../plans-folder/hashing";
import { writeManifest, type Manifest, type StackPlan } from "../../plans-folder/manifest";
import type { Shard } from "../../plans-folder/shards/shard";
import type { StrayState } from "../../plans-folder/local-states";
import { planStack } from "./plan-stack";
import { refuseOutFolder } from "./out-folder";
import { StackError, type Step } from "../engine/stack-run";
import { orgdutyVersion, packageVersion } from "../engine/versions";
import { refuseElsewhere } from "../state/refuse-elsewhere";
import { refuseMoved } from "../state/refuse-moved";
import { withLockedFolder } from "../state/work-folder-lock";
import { stackRun, synthesizeWorkspace, type Workspace } from "../engine/workspace";

/** A file as the manifest records it. */
export interface RecordedFile {
  readonly path: string;
  readonly sha256: string;
}

/** What to plan, where the plans go, and the files that the plans are bound to. */
export interface PlanAllProps {
  readonly workspace: Workspace;
  readonly stacks: readonly StackEntry[];
  readonly concurrency: number;
  /** The folder for the plans. It is replaced as a whole. */
  readonly outFolder: string;
  readonly files: {
    readonly config: RecordedFile;
    readonly snapshots: Partial<Record<Partition, RecordedFile>>;
  };
  /** SHA-256 of the source files that make the stacks. @default it is not recorded */
  readonly sourcesSha256?: string;
  /** Which part of the config's stacks these are. @default all of them, or those that a person named */
  readonly shard?: Shard;
  /**
   * States that hold resources of no stack of the config.
   * @default not recorded, because it was not looked everywhere
   */
  readonly strayStates?: readonly StrayState[];
  /** What AWS had in each region before it was planned. @default not recorded: nobody asked AWS */
  readonly currentSettings?: NonNullable<Manifest["currentSettings"]>;
  /** How many of the organization's accounts a region stack covers. */
  readonly accountsOf: (entry: StackEntry) => StackPlan["accounts"];
  /** Receives every step of a stack. @default none */
  readonly onStep?: (stack: string, step: Step | "done" | "failed") => void;
}

/** The manifest if all plans succeeded, or the failures. */
export interface PlanOutcome {
  /** Absent if a stack failed: then the out folder was not changed. */
  readonly manifest?: Manifest;
  readonly failures: readonly StackError[];
}

/**
 * Synthesizes and plans stacks in parallel. If one stack fails, the others go on. The out folder is replaced only when
 * every stack is planned; a failure or an interruption leaves the last complete plans unchanged.
 */
export async function planAll(props: PlanAllProps): Promise<PlanOutcome> {
  const { workspace, outFolder, files } = props;
  refuseOutFolder(outFolder, files.config.path, workspace.config.part);
  const work = (signal: AbortSignal) => planInto({ ...props, workspace: { ...workspace, signal } });
  return withLockedFolder(workspace.workFolder, work, workspace);
}

async function planInto(props: PlanAllProps): Promise<PlanOutcome> {
  await synthesizeWorkspace(props.workspace, props.stacks);
  const staged = stageFolder(props.outFolder);
  try {
    const { plans, failures } = await planStacks(props, staged.path);
    if (failures.length > 0) return { failures };
    const manifest = await describe(props, plans);
    writeManifest(staged.path, manifest);
    staged.publish();
    return { manifest, failures };
  } finally {
    staged.discard();
  }
}

async function planStacks(props: PlanAllProps, folder: string) {
  const provider = new KeptProvider();
  return planEach(props, folder, provider).finally(() => provider.end());
}

async function planEach(props: PlanAllProps, folder: string, provider: KeptProvider) {
  const { workspace, stacks, concurrency, accountsOf, onStep = () => undefined } = props;
  const plans: StackPlan[] = [];
  const failures: StackError[] = [];
  const planOne = async (entry: StackEntry): Promise<void> => {
    const run = stackRun(workspace, entry, "plan");
    // One stack alone would wait for it just as long.
    const showEnvironment = stacks.length > 1 ? { showEnvironment: () => provider.environment(run) } : {};
    const plan = await planStack({
      run: { ...run, ...showEnvironment },
      mode: workspace.mode.kind,
      outFolder: join(folder, entry.name),
      onStep: (step) => onStep(entry.name, step),
      onKept: (text) => workspace.tell?.(`${entry.name}: ${text}`),
    });
    const accounts = accountsOf(entry);
    plans.push({ ...plan, ...(accounts ? { accounts } : {}) });
    onStep(entry.name, "done");
  };
  const keepFailure = (error: unknown): void => {
    if (!(error instanceof StackError)) throw error;
    failures.push(error);
    onStep(error.stackName, "failed");
  };
  await initializeFirst(workspace, stacks).catch(keepFailure);
  // Without the provider every other stack would fail, too.
  if (failures.length > 0) return { plans, failures };
  await refuseElsewhere(workspace, stacks);
  await refuseMoved(workspace, stacks);
  await concurrently(stacks, concurrency, (entry) => planOne(entry).catch(keepFailure));
  const order = stacks.map(({ name }) => name);
  return { plans: plans.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)), failures };
}

async function describe(props: PlanAllProps, stacks: StackPlan[]): Promise<Manifest> {
  const { workspace, files } = props;
  const { projectFolder, lockFile, terraform, mode, tell } = workspace;
  const git = await readGit(projectFolder, workspace.run);
  if ("unreadable" in git && mode.kind === "live") tell?.(`apply will refuse these plans: ${git.unreadable}`);
  return {
    schemaVersion: 1,
    orgduty: orgdutyVersion(projectFolder),
    createdAt: new Date().toISOString(),
    mode: mode.kind,
    config: files.config,
    snapshots: files.snapshots,
    ...(props.sourcesSha256 === undefined ? {} : { sourcesSha256: props.sourcesSha256 }),
    ...(existsSync(lockFile) ? { lockFileSha256: sha256OfFile(lockFile) } : {}),
    git: "unreadable" in git ? null : git,
    versions: {
      terraform: terraform.version,
      ...(terraform.engine === "OpenTofu" ? { engine: terraform.engine } : {}),
      provider: pinnedProviderVersion(lockFile) ?? "unknown",
      bindings: packageVersion(projectFolder, "@cdktf/provider-aws"),
      cdktf: packageVersion(projectFolder, "cdktf"),
    },
    ...(props.shard ? { shard: props.shard } : {}),
    ...(props.strayStates ? { strayStates: [...props.strayStates] } : {}),
    ...(props.currentSettings ? { currentSettings: props.currentSettings } : {}),
    stacks,
  };
}
