import { canonicalJson } from "../../plans-folder/canonical-json";
import { isArray, type JsonObject } from "../../plans-folder/json-value";
import { redactPlan } from "../../plans-folder/redact";
import { StackError, terraform, type StackRun } from "../engine/stack-run";

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
  const plan = redactPlan(JSON.parse(await shown(run, planFile)) as JsonObject);
  return { plan, text: canonicalJson(withoutChance(plan)) };
}

/** What Terraform shows: with a provider that runs already, else or if that fails with one of its own. */
async function shown(run: StackRun, planFile: string): Promise<string> {
  const args = ["-json", "-no-color", planFile];
  const more = (await run.showEnvironment?.()) ?? {};
  if (Object.keys(more).length === 0) return terraform(run, "show", args);
  return terraform({ ...run, env: { ...run.env, ...more } }, "show", args).catch((error: unknown) => {
    if (error instanceof StackError) return terraform(run, "show", args);
    throw error;
  });
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
