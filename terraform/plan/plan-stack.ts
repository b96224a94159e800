import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assetsOf } from "./assets";
import { countChanges } from "./changes";
import { sha256, sha256OfFile } from "../../plans-folder/hashing";
import { initialize } from "../engine/init";
import { PLAN_FILE, PLAN_JSON_FILE, type StackPlan } from "../../plans-folder/manifest";
import { renderPlan } from "./render-plan";
import type { RunMode } from "../engine/run-mode";
import { terraform, type StackRun, type Step } from "../engine/stack-run";

/** One stack to plan. `offline` means that no API call is made. */
export interface PlanStackProps {
  readonly run: StackRun;
  readonly mode: RunMode["kind"];
  /** The folder for the stack's plan files. */
  readonly outFolder: string;
  readonly onStep: (step: Step) => void;
}

/** Offline makes no API call, so the state is not refreshed. It is not locked either, because nothing writes to it. */
const OFFLINE = ["-refresh=false", "-lock=false"];

/** Plans one stack with real Terraform and returns its entry for the manifest. It writes plan.tfplan and plan.json. */
export async function planStack({ run, mode, outFolder, onStep }: PlanStackProps): Promise<StackPlan> {
  const started = performance.now();
  const planFile = join(outFolder, PLAN_FILE);
  mkdirSync(outFolder, { recursive: true });
  onStep("init");
  await initialize(run);
  onStep("plan");
  const options = ["-input=false", "-no-color", "-compact-warnings", `-out=${planFile}`];
  await terraform(run, "plan", mode === "offline" ? [...options, ...OFFLINE] : options);
  // The plan file holds provider configuration and sensitive values in the clear, and cannot be redacted.
  chmodSync(planFile, 0o600);
  onStep("show");
  const { plan, text } = await renderPlan(run, planFile);
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
