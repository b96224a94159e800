import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { StackError, terraform, type StackRun } from "../engine/stack-run";

/** Where Terraform leaves the state that it could not save: the session had expired, the bucket refused, the disk was full. */
const ERRORED_FILE = "errored.tfstate";

/**
 * Saves the state that an apply could not save. Without it, Terraform would know nothing of what that apply made.
 * @returns a line that says so, or none if every state was saved
 * @throws StackError if it still cannot be saved, or if the saved state has moved on since
 */
export async function pushErrored(run: StackRun): Promise<string[]> {
  const file = join(run.folder, ERRORED_FILE);
  if (!existsSync(file)) return [];
  try {
    await terraform(run, "state", ["push", "-lock-timeout=1m", file], true);
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    const fix = `an apply could not save its state, which is in ${file}\n  fix: make the state writable, and plan again; if the stack was applied from elsewhere since, compare the two, then delete this file`;
    throw new StackError(error.stackName, error.step, `${error.diagnostics}\n\n${fix}`);
  }
  rmSync(file);
  return ["the state that an earlier apply could not save is saved now"];
}
