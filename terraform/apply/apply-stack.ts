import { StackError, terraform, type StackRun } from "../engine/stack-run";

/** Terraform's message for a plan whose state has changed since. */
const STALE = /Saved plan is stale/;
/** What a plan means that Terraform refuses, or would. */
export function staleExplained({ flags = "" }: Pick<StackRun, "flags">): string {
  return `Saved plan is stale. The stack's state has changed since it was planned: this plan, or a part of it, was applied already, or another plan was.\n  fix: plan again (./orgduty plan${flags}), review, and apply that`;
}

/**
 * Lets Terraform apply exactly this plan file, with the apply roles.
 * @throws StackError with Terraform's diagnostics, explained if the plan is stale
 */
export async function applyStack(run: StackRun, planFile: string): Promise<void> {
  try {
    await terraform(run, "apply", ["-input=false", "-no-color", "-compact-warnings", planFile]);
  } catch (error) {
    if (!(error instanceof StackError) || !STALE.test(error.diagnostics)) throw error;
    throw new StackError(error.stackName, error.step, staleExplained(run));
  }
}
