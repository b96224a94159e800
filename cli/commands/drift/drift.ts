import { join, resolve } from "node:path";
import { ownFolderOf } from "../../../config/state-folder";
import { stackNamed, withRegions, type StackEntry } from "../../../config/stack-list";
import { openWorkspace, type Workspace } from "../../../terraform/engine/workspace";
import { defaultConcurrency } from "../../../terraform/process/default-concurrency";
import { chosenStacks, openProject, type ConfigOptions } from "../../open-project";
import { repositoryRoot } from "../../root";
import { fleetModeOf, type ModeOptions } from "../../run-mode";
import { ensureLocalBuckets } from "../../state-buckets";
import { strayStates } from "../../stray-states";
import { EXIT, type Io } from "../../terminal/io";
import { sayNext } from "../../terminal/next-step";
import { appendDriftLine, driftLine, readDriftHistory } from "./drift-history";
import { eventsOf, type EventsByResource } from "./events-of";
import { driftDocument, driftText, exitCodeOf, type DriftReport } from "./drift-report";
import type { DriftedResource } from "./drifted-resource";
import { readStacks } from "./read-stacks";

/** Flags of `orgduty drift`. */
export interface DriftOptions extends ConfigOptions, Pick<ModeOptions, "aws"> {
  /** Read only these stacks. @default all of the config, and regions that have left it but not AWS */
  readonly stack?: readonly string[];
  /** Stacks read at once. @default from cores and memory */
  readonly concurrency?: number;
  /** The file of earlier runs, to compare with and to add this run to. @default beside the config, in .orgduty/history */
  readonly history?: string;
  /** Print the report as one JSON document. @default false */
  readonly json?: boolean;
}

/** `orgduty drift`: what was changed outside Terraform since the last apply. */
export async function run(options: DriftOptions, io: Io): Promise<number> {
  const project = openProject(options, io);
  const chosen = chosenStacks(project, options.stack);
  const mode = fleetModeOf(options, project.config, io);
  const open = await openWorkspace({
    projectFolder: repositoryRoot(),
    ...{ config: project.config, mode, env: io.env, signal: io.signal, tell: io.err },
  });
  await ensureLocalBuckets(project.config, mode);
  const isPart = (options.stack ?? []).length > 0;
  const strays = isPart ? { found: [], unread: [] } : await strayStates(open);
  const { workspace, stacks } = withStrays(
    open,
    chosen,
    strays.found.map(({ stack }) => stack),
  );
  const read = await readStacks(workspace, stacks, options.concurrency ?? defaultConcurrency(), io);
  const file = historyFile(project.config, mode.kind === "local", options, io);
  const now = { checkedAt: new Date().toISOString(), stacks: read.applied, unread: read.failed };
  const report: DriftReport = {
    ...{ drifted: read.drifted, withoutResources: read.withoutResources, strays: strays.found },
    line: driftLine(now, read.drifted, readDriftHistory(file)),
    unread: [...read.unread, ...strays.unread],
    events: await eventsIn(workspace, read.drifted, io),
  };
  io.out(options.json ? JSON.stringify(driftDocument(report), null, 2) : driftText(report, workspace));
  report.unread.forEach(io.err);
  appendDriftLine(file, report.line);
  const code = exitCodeOf(report);
  if (code === EXIT.drift)
    sayNext(io, options, options.bootstrap ? "bootstrap" : "plan", "shows what an apply would put back");
  return code;
}

/** Regions that have left the config are read as well, because their resources are still there. */
function withStrays(
  workspace: Workspace,
  chosen: readonly StackEntry[],
  names: readonly string[],
): { workspace: Workspace; stacks: StackEntry[] } {
  const { config } = workspace;
  const left = names.flatMap((name) => {
    const entry = stackNamed(config, name);
    return entry?.kind === "region" ? [entry] : [];
  });
  const alsoRegions = left.map(({ name }) => name);
  return {
    workspace:
      left.length === 0 ? workspace : { ...workspace, config: withRegions(config, alsoRegions), alsoRegions },
    stacks: [...chosen, ...left],
  };
}

/** The local AWS has no CloudTrail. */
async function eventsIn(
  { config, mode }: Workspace,
  drifted: readonly DriftedResource[],
  { signal }: Io,
): Promise<EventsByResource> {
  if (mode.kind !== "live" || drifted.length === 0) return new Map();
  const { signIn } = await import("../../../aws-clients/sign-in");
  return eventsOf(drifted, {
    ...{ config, signal },
    enter: (organization) => signIn({ organization, purpose: "plan" }),
  });
}

function historyFile(
  { path, name }: Workspace["config"],
  isLocal: boolean,
  { history }: DriftOptions,
  { cwd }: Io,
): string {
  return history === undefined
    ? join(ownFolderOf(path, isLocal), "history", `${name}.drift.jsonl`)
    : resolve(cwd, history);
}
