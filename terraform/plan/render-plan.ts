import { canonicalJson } from "../../plans-folder/canonical-json";
import { isArray, type JsonObject } from "../../plans-folder/json-value";
import { redactPlan } from "../../plans-folder/redact";
import { terraform, type StackRun } from "../engine/stack-run";

/** A rendered plan: an object to count changes in, and its bytes to write and compare. */
export interface RenderedPlan {
  readonly plan: JsonObject;
  /** plan.json's exact bytes. */
  readonly text: string;
}

/**
 * Renders a plan file as canonical, redacted JSON. The same plan file always gives the same bytes, so that apply can
 * compare them. Two plans of the same changes give the same bytes, too.
 */
export async function renderPlan(run: StackRun, planFile: string): Promise<RenderedPlan> {
  const plan = redactPlan(
    JSON.parse(await terraform(run, "show", ["-json", "-no-color", planFile])) as JsonObject,
  );
  return { plan, text: canonicalJson(withoutChance(plan)) };
}

/**
 * Sorts the attributes that a plan depends on: Terraform writes them in the order of a hash map, which differs each
 * time.
 */
export function withoutChance(plan: JsonObject): JsonObject {
  const { relevant_attributes: attributes } = plan;
  if (!isArray(attributes)) return plan;
  const sorted = attributes.map((attribute) => [canonicalJson(attribute), attribute] as const);
  sorted.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { ...plan, relevant_attributes: sorted.map(([, attribute]) => attribute) };
}
