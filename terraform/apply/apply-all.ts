import { existsSync } from "node:fs";
import { join } from "node:path";
import { stackList, type StackEntry } from "../../config/stack-list";
import { applyStack, staleExplained } from "./apply-stack";
import { providerRefusals } from "./apply-provider-refusals";
import { alteration } from "./apply-refusals";
import { assetsOf } from "../plan/assets";
import { concurrently } from "../process/concurrently";
import { sha256, sha256OfFile } from "../../plans-folder/hashing";
import { explained, planOf } from "./explain-stack-failure";
import { inOrder } from "./in-order";
import { hasNothingToDo, isStale } from "./stale-plan";
import { initialize } from "../engine/init";
import { initializeFirst } from "../engine/initialize-first";
import { PLAN_FILE, PLAN_JSON_FILE, type Manifest, type StackPlan } from "../../plans-folder/manifest";
import { renderPlan } from "../plan/render-plan";
import type { Existing, UnknownResource } from "../recover/adopt-created";
import { StackError, type Step } from "../engine/stack-run";
import { refuseElsewhere, wantedPlace } from "../state/refuse-elsewhere";
import { StatePlaces } from "../state/state-places";
import { stackRun, synthesizeWorkspace, type Workspace } from "../engine/workspace";

/** The plans to apply, as the manifest records them: none is made here. */
export interface ApplyAllProps {
  readonly workspace: Workspace;
  readonly manifest: Manifest;
  readonly plansFolder: string;
  /** The plans folder as the operator named it. */
  readonly shownFolder: string;
  readonly concurrency: number;
  /** Told of every step of a stack. @default nobody is told */
  readonly onStep?: (stack: string, step: Step | "done" | "failed") => void;
  /** The stacks with what each waits for. @default as the config has them: foundation, canary region, the others */
  readonly arrange?: (stacks: readonly StackEntry[]) => StackEntry[];
  /**
   * Does what a stack's plan needs and Terraform cannot do, before Terraform applies it. What it throws fails the stack.
   * @default nothing is done
   */
  readonly beforeStack?: (entry: StackEntry) => Promise<void>;
  /**
   * Adds to Terraform's diagnostics what AWS knows, e.g. why GuardDuty did not process a member.
   * @default nothing is added
   */
  readonly explainFailure?: (entry: StackEntry, diagnostics: string) => Promise<string | undefined>;
  /**
   * Finds what AWS already has of a resource whose creation was cut off, so that the state can take it in.
   * @default nothing is taken in
   */
  readonly findExisting?: (entry: StackEntry, resource: UnknownResource) => Promise<Existing>;
}

/** What became of each stack. One that was not started is there as it was. */
export interface ApplyOutcome {
  /** In the order they were finished. */
  readonly applied: readonly string[];
  /** Stacks whose plans had been applied before, and of which nothing is left to do. */
  readonly unchanged: readonly string[];
  readonly failures: readonly StackError[];
  readonly notStarted: readonly string[];
}

/**
 * Synthesizes the planned stacks again and compares what Terraform will read with what was planned: assets, each plan file's
 * rendering, and whom its providers talk to. Returns every difference; the stacks are then ready to be applied.
 * @throws OperatorError if a stack's state is elsewhere than the config says
 */
export async function prepareApply(props: ApplyAllProps): Promise<string[]> {
  const stacks = plannedStacks(props);
  await synthesizeWorkspace(props.workspace, stacks);
  const refused: string[] = [];
  const keepReason = (error: unknown): void => {
    if (!(error instanceof StackError)) throw error;
    refused.push(error.message);
  };
  await initializeFirst(props.workspace, stacks).catch(keepReason);
  if (refused.length > 0) return refused;
  await refuseElsewhere(props.workspace, stacks);
  await concurrently(stacks, props.concurrency, async (entry) => {
    await stackRefusals(props, entry).then((reasons) => void refused.push(...reasons), keepReason);
  });
  return refused.sort();
}

async function stackRefusals(props: ApplyAllProps, entry: StackEntry): Promise<string[]> {
  const { workspace, manifest, plansFolder, shownFolder, onStep = () => undefined } = props;
  const run = stackRun(workspace, entry, "apply");
  const plan = planOf(manifest, entry);
  onStep(entry.name, "init");
  await initialize(run);
  onStep(entry.name, "show");
  const { plan: rendered, text } = await renderPlan(run, join(plansFolder, entry.name, PLAN_FILE));
  const shown = join(shownFolder, entry.name, PLAN_JSON_FILE);
  return [
    ...alteration(`${shown}, rendered from the plan file,`, plan.planJsonSha256, sha256(text)),
    ...providerRefusals(entry.name, rendered, workspace.mode),
    ...assetAlterations(entry, plan, run.folder),
  ];
}

/** Applies the plan files: foundation, then the canary region, then the others in parallel. Stops at the first failure. */
export async function applyAll(props: ApplyAllProps): Promise<ApplyOutcome> {
  const { workspace, concurrency, onStep = () => undefined } = props;
  const stacks = props.arrange?.(plannedStacks(props)) ?? plannedStacks(props);
  const started = new Set<string>();
  const applied: string[] = [];
  const unchanged: string[] = [];
  const failures: StackError[] = [];
  await inOrder(stacks, concurrency, async (entry) => {
    if (workspace.signal?.aborted) return false;
    started.add(entry.name);
    onStep(entry.name, "apply");
    try {
      const outcome = await applyUnchanged(props, entry);
      (outcome === "applied" ? applied : unchanged).push(entry.name);
    } catch (error) {
      failures.push(await explained(props, entry, error));
    }
    const succeeded = applied.includes(entry.name) || unchanged.includes(entry.name);
    onStep(entry.name, succeeded ? "done" : "failed");
    return succeeded;
  });
  return {
    applied,
    unchanged,
    failures,
    notStarted: stacks.map(({ name }) => name).filter((name) => !started.has(name)),
  };
}

/** The check may be an hour ago: a person was asked, other stacks came first. */
async function applyUnchanged(props: ApplyAllProps, entry: StackEntry): Promise<"applied" | "nothing to do"> {
  const { workspace, manifest, plansFolder, shownFolder } = props;
  const run = stackRun(workspace, entry, "apply");
  const plan = planOf(manifest, entry);
  const planFile = join(plansFolder, entry.name, PLAN_FILE);
  const found = existsSync(planFile) ? sha256OfFile(planFile) : undefined;
  const altered = [
    ...alteration(join(shownFolder, entry.name, PLAN_FILE), plan.planSha256, found),
    ...assetAlterations(entry, plan, run.folder),
  ];
  if (altered.length > 0)
    throw new StackError(
      entry.name,
      "apply",
      ["not begun: it changed after it was checked", ...altered].join("\n"),
    );
  if (await isStale(run, planFile)) {
    if (await hasNothingToDo(run)) return "nothing to do";
    throw new StackError(entry.name, "apply", staleExplained(run));
  }
  await props.beforeStack?.(entry).catch((error: unknown) => {
    if (!(error instanceof Error) || error.name === "AbortError") throw error;
    throw new StackError(entry.name, "apply", `not begun: ${error.message}`);
  });
  new StatePlaces(workspace.stateFolder).begin(entry.name, wantedPlace(workspace, entry));
  await applyStack(run, planFile);
  return "applied";
}

/** The manifest's stacks, in apply order. The config is the one they were planned from: its hash was compared. */
function plannedStacks({ workspace, manifest }: ApplyAllProps): StackEntry[] {
  const planned = new Set(manifest.stacks.map(({ name }) => name));
  return stackList(workspace.config).filter(({ name }) => planned.has(name));
}

function assetAlterations(entry: StackEntry, plan: StackPlan, folder: string): string[] {
  const now = new Map(assetsOf(folder).map(({ path, sha256: hash }) => [path, hash]));
  const planned = new Map(plan.assets.map(({ path, sha256: hash }) => [path, hash]));
  return [...new Set([...planned.keys(), ...now.keys()])].flatMap((path) =>
    alteration(`${entry.name}: ${path}`, planned.get(path), now.get(path)),
  );
}
