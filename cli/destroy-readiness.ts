import type { StackEntry } from "../config/stack-list";
import { concurrently } from "../terraform/concurrently";
import { initialize } from "../terraform/init";
import { initializeFirst } from "../terraform/initialize-first";
import { OperatorError } from "../terraform/operator-error";
import { readState } from "../terraform/read-state";
import { stateLocation } from "../terraform/state-location";
import { stackRun, type Workspace } from "../terraform/workspace";
import { managedDetectors } from "../verification/off-boarding/off-board-region";
import { detectorsText, offBoarding } from "./destroy-region";

/**
 * Looks at every stack before anything is changed: Terraform initializes, its state can be read, and holds the detectors that
 * AWS has. With another state, such as the empty one of a fresh checkout, members would be off-boarded and nothing destroyed.
 * A destroy that was cut off passes: what is gone from its state is gone from AWS.
 * @throws OperatorError with every stack that is not ready
 */
export async function checkReadiness(
  workspace: Workspace,
  stacks: readonly StackEntry[],
  concurrency: number,
): Promise<void> {
  const problems: string[] = [];
  const keep = (name: string) => (error: unknown) => {
    if (workspace.signal?.aborted || !(error instanceof Error)) throw error;
    problems.push(`${name}: ${error.message}`);
  };
  await initializeFirst(workspace, stacks).catch(keep("terraform"));
  if (problems.length === 0)
    await concurrently(stacks, concurrency, (entry) => checkStack(workspace, entry).catch(keep(entry.name)));
  if (problems.length === 0) return;
  const text = problems.sort().map((problem) => `  ${problem.replaceAll("\n", "\n  ")}`);
  throw new OperatorError([`nothing was changed: ${count(problems.length)}`, ...text].join("\n"));
}

async function checkStack(workspace: Workspace, entry: StackEntry): Promise<void> {
  const run = stackRun(workspace, entry, "apply");
  await initialize(run);
  const state = await readState(run);
  if (entry.kind === "foundation") return;
  const held = state.idsOf("aws_guardduty_detector");
  const detectors = await managedDetectors(offBoarding(workspace, entry, () => undefined));
  const unknown = detectors.filter(({ id }) => !held.includes(id));
  if (unknown.length === 0) return;
  throw new OperatorError(
    `AWS has ${detectorsText(unknown)}, Terraform's state ${stateLocation(workspace, entry)} does not`,
    `destroy with the state that the region was applied with: put it there, or name its bucket under "state" in the config; where orgduty never applied the region, take it out of the config`,
  );
}

function count(problems: number): string {
  return problems === 1 ? "a stack is not ready" : `${problems} stacks are not ready`;
}
