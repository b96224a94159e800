import { resolve } from "node:path";
import type { StackEntry } from "../../../config/stack-list";
import { coverageOf, isCovered } from "../../../intent/coverage";
import { existingResources } from "../../../intent/existing-resources";
import type { Project } from "../../../organization/load-project";
import { defaultConcurrency } from "../../../terraform/process/default-concurrency";
import type { StackPlan } from "../../../plans-folder/manifest";
import { planAll } from "../../../terraform/plan/plan-all";
import { openWorkspace } from "../../../terraform/engine/workspace";
import { openAccounts } from "../../accounts/open-accounts";
import { organizationsOf } from "../../accounts/organizations-of";
import { EXIT, type Io } from "../../terminal/io";
import { outFlag, sayNext } from "../../terminal/next-step";
import { openProject, type ConfigOptions } from "../../open-project";
import { leavingLines } from "../apply/leaving";
import { planTable } from "./plan-table";
import { shardNotes, stacksToPlan, type StackChoice } from "./shard";
import { refuseForeignSnapshot } from "./refuse-foreign-snapshot";
import { currentSettings } from "../../current-settings";
import { recordedFiles } from "../../recorded-files";
import { digestOf, sourceFiles } from "../../conformance/source-files";
import { repositoryRoot } from "../../root";
import { alreadyThereNotes } from "../../already-there";
import { configNotes, refuseRelaysOutOfReach } from "../../config-notes";
import { fleetModeOf, type ModeOptions } from "../../run-mode";
import { stackProgress } from "../../stack-progress";
import { strayStates, strayStateText } from "../../stray-states";
import { ensureLocalBuckets } from "../../state-buckets";

/** Flags of `orgduty plan`: what is planned, against what, and where the plans go. */
export interface PlanOptions extends ConfigOptions, ModeOptions, StackChoice {
  /** Stacks planned at once. @default from cores and memory */
  readonly concurrency?: number;
  readonly out: string;
  /** Print the manifest as one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty plan`: plans every stack in parallel with real Terraform, into a folder to review and apply. */
export async function run(options: PlanOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const stacks = stacksToPlan(project, options);
  const mode = fleetModeOf(options, project.config, io);
  if (options.shard) shardNotes(project, mode, stacks, options.shard).forEach(io.err);
  if (mode.kind === "live") refuseRelaysOutOfReach(project.config);
  await refuseForeignSnapshot(project, stacks, mode, io);
  const organizations = organizationsOf(project.config, stacks);
  const workspace = await openWorkspace({
    projectFolder: repositoryRoot(),
    config: project.config,
    mode,
    env: await openAccounts({ organizations, purpose: "plan", mode, terraform: true }, io),
    signal: io.signal,
    tell: io.err,
  });
  await ensureLocalBuckets(project.config, workspace.mode);
  const strays = await strayStates(workspace);
  const regions = stacks.filter(({ kind }) => kind === "region").map(({ region }) => region);
  const current = await currentSettings(project.config, regions, mode, "plan", io);
  const outcome = await planAll({
    ...{ workspace, stacks, concurrency: options.concurrency ?? defaultConcurrency() },
    outFolder: resolve(io.cwd, options.out),
    files: recordedFiles(project),
    sourcesSha256: digestOf(sourceFiles(repositoryRoot())),
    ...(options.shard ? { shard: options.shard } : {}),
    ...(strays.unread.length === 0 ? { strayStates: strays.found } : {}),
    ...(current ? { currentSettings: current } : {}),
    accountsOf: (entry) => accountsOf(project, entry),
    onStep: stackProgress(stacks.length, "planned", io),
  });
  for (const { message } of outcome.failures) io.err(`\n${message}`);
  if (!outcome.manifest) {
    const failed = `${outcome.failures.length} of ${stacks.length} ${stacks.length === 1 ? "stack" : "stacks"}`;
    io.err(`\n${failed} failed; ${options.out} was not changed`);
    return EXIT.error;
  }
  const { manifest } = outcome;
  const plansFolder = resolve(io.cwd, options.out);
  for (const text of [...strays.found.map((state) => strayStateText(state, workspace)), ...strays.unread])
    io.err(text);
  const text = [
    planTable(manifest.stacks),
    ...leavingLines(project, { manifest, plansFolder }),
    ...alreadyThereNotes({ manifest, plansFolder }),
    ...(options.offline ? importsLeftOut(project, stacks) : []),
    ...configNotes(project.config, new Date()),
  ];
  io.out(options.json ? JSON.stringify(manifest, null, 2) : text.join("\n"));
  const why = options.offline ? "an offline plan can be reviewed and never applied" : "before it is applied";
  if (options.shard) sayNext(io, options, "merge DIR...", "makes one set of all shards, to be reviewed");
  else if (!options.bootstrap) sayNext(io, options, `review${outFlag(options.out)}`, why);
  return EXIT.fine;
}

/** How many of the snapshot's accounts GuardDuty watches in a region, and how many accounts there are. */
function accountsOf(project: Project, { kind, partition }: StackEntry): StackPlan["accounts"] {
  const organization = project.config.organizations[partition];
  const snapshot = project.snapshots[partition];
  if (kind !== "region" || !organization || !snapshot) return undefined;
  const covered = coverageOf(organization, snapshot).filter(({ coverage }) => isCovered(coverage));
  return { covered: covered.length, total: snapshot.accounts.length };
}

/** An import reads from AWS: offline, what exists is planned as if it did not. */
function importsLeftOut({ config, snapshots }: Project, stacks: readonly StackEntry[]): string[] {
  const counts = stacks.map(({ kind, partition, region }) => {
    const [organization, snapshot] = [config.organizations[partition], snapshots[partition]];
    if (kind !== "region" || !organization || !snapshot) return 0;
    const { members, ...others } = existingResources(organization, snapshot, region);
    return Object.keys(members).length + Object.keys(others).length;
  });
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum === 0) return [];
  return [
    `${sum} resources exist in AWS according to the snapshot: a plan against AWS imports them, this one shows them as created`,
  ];
}
