import { chmodSync } from "node:fs";
import { isArray, isObject, stringOf, type JsonObject } from "../../plans-folder/json-value";
import { StackError, terraform, type StackRun } from "../engine/stack-run";
import { renderPlan, type RenderedPlan } from "../plan/render-plan";
import { keepTainted, mayNotBeReplaced } from "./keep-tainted";
import { pushErrored } from "./push-errored";

/** Terraform's refusal to destroy what is protected. It may break its lines anywhere. */
const PROTECTED = /Resource\s+(\S+)\s+has\s+lifecycle\.prevent_destroy\s+set/g;

/** A plan, rendered, and what was kept on the way to it. */
export interface KeepingPlan extends RenderedPlan {
  /** A line for each resource that an interrupted apply left half-made, and for a state that it could not save. */
  readonly kept: readonly string[];
}

/**
 * Plans a stack into a file. If that would replace what an interrupted apply left half-made, and what may not be
 * replaced, it is kept, and the stack is planned again.
 * @param mayKeep whether the state may be written: never for an offline plan
 * @throws StackError with Terraform's diagnostics
 */
export async function planKeeping(
  run: StackRun,
  args: readonly string[],
  planFile: string,
  { mayKeep, onShow }: { readonly mayKeep: boolean; readonly onShow: () => void },
): Promise<KeepingPlan> {
  const plan = async () => {
    await terraform(run, "plan", args);
    // The plan file holds provider configuration and sensitive values in the clear, and cannot be redacted.
    chmodSync(planFile, 0o600);
  };
  const show = () => {
    onShow();
    return renderPlan(run, planFile);
  };
  const saved = mayKeep ? await pushErrored(run) : [];
  const first = await plan().then(show, (error: unknown) => {
    if (mayKeep && error instanceof StackError && new RegExp(PROTECTED).test(error.diagnostics)) return error;
    throw error;
  });
  if (!(first instanceof StackError) && !(mayKeep && replacesTainted(first.plan)))
    return { ...first, kept: saved };
  const kept = await keepTainted(run).catch((error: unknown) => {
    throw unwritable(error);
  });
  if (kept.length === 0) {
    if (first instanceof StackError) throw whyReplaced(first);
    return { ...first, kept: saved };
  }
  const second = await plan().then(show, (error: unknown) => {
    throw error instanceof StackError ? whyReplaced(error) : error;
  });
  return { ...second, kept: [...saved, ...kept.map((address) => becomes(address, second.plan))] };
}

function changesOf({ resource_changes: changes }: JsonObject): JsonObject[] {
  return isArray(changes) ? changes.filter(isObject) : [];
}

function replacesTainted(plan: JsonObject): boolean {
  return changesOf(plan).some(
    ({ action_reason: reason, type }) =>
      reason === "replace_because_tainted" && mayNotBeReplaced(stringOf(type)),
  );
}

/** What the plan makes of a resource that was kept. */
function becomes(address: string, plan: JsonObject): string {
  const found = changesOf(plan).find((change) => change.address === address);
  const change = found && isObject(found.change) ? found.change : undefined;
  const actions = change && isArray(change.actions) ? change.actions : [];
  const what =
    actions[0] === "create"
      ? "AWS does not have it, the plan makes it"
      : actions[0] === "update"
        ? "AWS has it, the plan completes it in place"
        : "AWS has it, and it is whole";
  return `${address} was left half-made by an apply that was cut off, and is kept: ${what}`;
}

/** Adds what a person can do about a replacement that would lose findings. */
function whyReplaced(error: StackError): StackError {
  const addresses = [...error.diagnostics.matchAll(PROTECTED)].map(([, address]) => address);
  if (addresses.length === 0) return error;
  const fix = `${addresses.join(", ")}: the plan would replace it, and what it holds would be lost\n  fix: undo the change of the config that needs it. If AWS has something else under its name that holds nothing, delete that by hand, and plan again`;
  return new StackError(error.stackName, error.step, `${error.diagnostics}\n\n${fix}`);
}

function unwritable(error: unknown): unknown {
  if (!(error instanceof StackError)) return error;
  const fix =
    'fix: an apply was cut off, and the state marks what it left as tainted. Plan once with credentials that may write the state, or remove the mark by hand: eval "$(./orgduty env)", then terraform untaint ADDRESS in the stack\'s folder';
  return new StackError(error.stackName, error.step, `${error.diagnostics}\n\n${fix}`);
}
