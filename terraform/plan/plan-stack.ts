import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assetsOf } from "./assets";
import { countChanges } from "./changes";
import { sha256, sha256OfFile } from "../../plans-folder/hashing";
import { initialize } from "../engine/init";
import { PLAN_FILE, PLAN_JSON_FILE, type StackPlan } from "../../plans-folder/manifest";
import type { RunMode } from "../engine/run-mode";
import { planKeeping } from "../recover/plan-keeping";
import type { StackRun, Step } from "../engine/stack-run";

/** One stack to plan. `offline` means that no API call is made. */
export interface PlanStackProps {
  readonly run: StackRun;
  readonly mode: RunMode["kind"];
  /** The folder for the stack's plan files. */
  readonly outFolder: string;
  readonly onStep: (step: Step) => void;
  /** Receives a line for each resource of an interrupted apply that is kept. @default none */
  readonly onKept?: (text: string) => void;
}

/**
 * Offline makes no API call, so the state is not refreshed. It is not locked either, because nothing writes to it. Two pull
 * requests may plan the same stack at once: one waits until the other has read the state.
 */
const OPTIONS_OF: Readonly<Record<RunMode["kind"], readonly string[]>> = {
  offline: ["-refresh=false", "-lock=false"],
  local: ["-lock-timeout=10s"],
  live: ["-lock-timeout=2m"],
};

/** Plans one stack with real Terraform and returns its entry for the manifest. It writes plan.tfplan and plan.json. */
export async function planStack(props: PlanStackProps): Promise<StackPlan> {
  const { run, mode, outFolder, onStep, onKept = () => undefined } = props;
  const started = performance.now();
  const planFile = join(outFolder, PLAN_FILE);
  mkdirSync(outFolder, { recursive: true });
  onStep("init");
  await initialize(run);
  onStep("plan");
  const options = ["-input=false", "-no-color", "-compact-warnings", `-out=${planFile}`];
  const args = [...options, ...OPTIONS_OF[mode]];
  const { plan, text, kept } = await planKeeping(run, args, planFile, {
    mayKeep: mode !== "offline",
    onShow: () => onStep("show"),
  });
  kept.forEach(onKept);
  writeFileSync(join(outFolder, PLAN_JSON_FILE), text);
  const { name, kind, partition, region } = run.entry;
  return {
    ...{ name, kind, partition, region },
    ...countChanges(plan),
    planSha256: sha256OfFile(planFile),
    planJsonSha256: sha256(text),
    assets: assetsOf(run.folder),
    seconds: Math.round((performance.now() - started) / 100) / 10,
  };
}
