import type { StackEntry } from "../../config/stack-list";
import type { Manifest, StackPlan } from "../../plans-folder/manifest";
import { plannedChanges } from "../../plans-folder/planned-changes";
import { StackError } from "../engine/stack-run";
import { valueRefusal } from "../engine/tofu-refusals";
import { stackRun } from "../engine/workspace";
import { recover } from "../recover/recover";
import { StatePlaces } from "../state/state-places";
import type { ApplyAllProps } from "./apply-all";

/** Why a stack was not applied, with what AWS knows of it and what was done so that it can be planned again. */
export async function explained(
  props: ApplyAllProps,
  entry: StackEntry,
  error: unknown,
): Promise<StackError> {
  if (error instanceof Error && error.name === "AbortError") {
    return new StackError(entry.name, "apply", "interrupted: what Terraform had finished is in the state");
  }
  // A full disk, no process to be had: the operator has to learn all the same what was done.
  if (!(error instanceof StackError)) return new StackError(entry.name, "apply", String(error));
  const reason = await props.explainFailure?.(entry, error.diagnostics);
  const recovered = await recoveredFrom(props, entry, error);
  const refusal = valueRefusal(error.diagnostics);
  const known = [reason, refusal].filter((text) => text !== undefined);
  const text = [error.diagnostics, ...known, ...recovered].join("\n\n");
  return new StackError(entry.name, error.step, text);
}

/** What was done so that the stack can be planned again. Nothing if its apply did not begin. */
async function recoveredFrom(props: ApplyAllProps, entry: StackEntry, error: StackError): Promise<string[]> {
  const { workspace, manifest, plansFolder, findExisting } = props;
  if (error.step !== "apply" || error.progress === "" || workspace.signal?.aborted) return [];
  return recover(stackRun(workspace, entry, "apply"), error, {
    changes: plannedChanges(plansFolder, planOf(manifest, entry)),
    since: new StatePlaces(workspace.stateFolder).of(entry.name)?.since,
    findExisting: findExisting && ((resource) => findExisting(entry, resource)),
  });
}

/** What the manifest has of a stack. @throws if it has nothing */
export function planOf(manifest: Manifest, entry: StackEntry): StackPlan {
  const plan = manifest.stacks.find(({ name }) => name === entry.name);
  if (!plan) throw new Error(`${entry.name} is not in the manifest`);
  return plan;
}
