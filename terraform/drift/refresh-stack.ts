import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "../../plans-folder/json-value";
import { redactPlan } from "../../plans-folder/redact";
import { initialize } from "../engine/init";
import { readSynthesizedStack, type SynthesizedStack } from "../plan/synthesized-stack";
import { terraform, type StackRun, type Step } from "../engine/stack-run";

/** What Terraform finds of a stack's resources in AWS, as a plan that changes nothing. */
export interface RefreshedStack {
  /** As Terraform prints it, secrets included: to be compared, and never to be shown. */
  readonly plan: JsonObject;
  /** The same, redacted. */
  readonly shown: JsonObject;
  /** Attributes that the config leaves to others (`ignore_changes`), by `type.name`. */
  readonly ignored: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads what a stack's resources have become in AWS. A plan in refresh-only mode leaves the config's own changes out,
 * and needs none of them to be possible; as it is never applied, the state stays as it was.
 * Source: https://developer.hashicorp.com/terraform/cli/commands/plan#planning-modes
 */
export async function refreshStack(run: StackRun, onStep: (step: Step) => void): Promise<RefreshedStack> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-drift-"));
  const planFile = join(folder, "refreshed.tfplan");
  try {
    onStep("init");
    await initialize(run);
    onStep("plan");
    const options = ["-refresh-only", "-input=false", "-no-color", "-compact-warnings"];
    await terraform(run, "plan", [...options, `-out=${planFile}`]);
    onStep("show");
    const plan = JSON.parse(await terraform(run, "show", ["-json", "-no-color", planFile])) as JsonObject;
    return { plan, shown: redactPlan(plan), ignored: ignoredIn(readSynthesizedStack(run.folder)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a plan's JSON does not say: which attributes an apply leaves as they are. */
export function ignoredIn({ resource = {} }: SynthesizedStack): Map<string, readonly string[]> {
  const all = Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([name, { lifecycle }]) => [`${type}.${name}`, lifecycle] as const),
  );
  return new Map(
    all.flatMap(([key, lifecycle]) => {
      const ignored = (lifecycle as { ignore_changes?: readonly string[] } | undefined)?.ignore_changes;
      return ignored ? [[key, ignored]] : [];
    }),
  );
}
