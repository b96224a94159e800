import { canonicalJson } from "./canonical-json";
import type { JsonObject } from "./json-value";
import { redactPlan } from "./redact";
import { terraform, type StackRun } from "./stack-run";

export interface RenderedPlan {
  readonly plan: JsonObject;
  /** plan.json's exact bytes. */
  readonly text: string;
}

/** A plan file as canonical, redacted JSON. The same plan file always gives the same bytes, so that apply can compare them. */
export async function renderPlan(run: StackRun, planFile: string): Promise<RenderedPlan> {
  const plan = redactPlan(
    JSON.parse(await terraform(run, "show", ["-json", "-no-color", planFile])) as JsonObject,
  );
  return { plan, text: canonicalJson(plan) };
}
