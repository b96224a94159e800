import type { StackError, StackRun } from "../engine/stack-run";
import { adoptCreated, type Begun } from "./adopt-created";
import { keepTainted } from "./keep-tainted";
import { pushErrored } from "./push-errored";

/**
 * Makes a stack plannable again after its apply failed: what was left half-made is kept, and what AWS made without
 * Terraform's noting it is taken into the state.
 * @returns a line for each resource, or for why it could not be done
 */
export async function recover(run: StackRun, failed: StackError, begun: Begun): Promise<string[]> {
  try {
    const saved = await pushErrored(run);
    const kept = (await keepTainted(run)).map(
      (address) => `${address}: was left half-made, and is kept; the next plan completes it`,
    );
    if (failed.step !== "apply") return [...saved, ...kept];
    return [...saved, ...kept, ...(await adoptCreated(run, failed.progress, begun))];
  } catch (error) {
    return [`what the failed apply left could not be looked at: ${String(error)}`];
  }
}
