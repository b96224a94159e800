import type { StackEntry } from "../../../config/stack-list";
import { concurrently } from "../../../terraform/process/concurrently";
import { initialize } from "../../../terraform/engine/init";
import { initializeFirst } from "../../../terraform/engine/initialize-first";
import { OperatorError } from "../../../config/problems/operator-error";
import { refuseElsewhere } from "../../../terraform/state/refuse-elsewhere";
import { readState } from "../../../terraform/state/read-state";
import { StackError } from "../../../terraform/engine/stack-run";
import { stateLocation } from "../../../terraform/state/state-location";
import { stackRun, type Workspace } from "../../../terraform/engine/workspace";
import { managedDetectors } from "../../../off-boarding/off-board-region";
import { relaySecretArn } from "../../../off-boarding/relay-secret";
import { detectorText, offBoarding } from "./destroy-region";

/**
 * Checks every stack before anything is changed: Terraform must be able to initialize it, and its state must be
 * readable and hold the detectors and the relay's secret that AWS has. With another state, such as the empty one of a
 * fresh checkout, members would be off-boarded and nothing destroyed. A destroy that was cut off passes the check: what
 * is gone from its state is also gone from AWS.
 * @throws OperatorError naming every stack that is not ready
 */
export async function checkReadiness(
  workspace: Workspace,
  stacks: readonly StackEntry[],
  concurrency: number,
): Promise<void> {
  const problems: string[] = [];
  const keep = (name: string) => (error: unknown) => {
    if (workspace.signal?.aborted || !(error instanceof Error)) throw error;
    problems.push(error instanceof StackError ? error.message : `${name}: ${error.message}`);
  };
  await initializeFirst(workspace, stacks).catch(keep("terraform"));
  if (problems.length === 0) await refuseElsewhere(workspace, stacks);
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
  const found = await FINDERS[entry.kind](workspace, entry);
  const unknown = found.filter(({ type, id }) => !state.idsOf(type).includes(id));
  if (unknown.length === 0) return;
  throw new OperatorError(
    `AWS has ${unknown.map(({ text }) => text).join(" and ")}, but Terraform's state ${stateLocation(workspace, entry)} does not`,
    `use the state that the stack was applied with: put it there, or name its bucket under "state" in the config; if orgduty never applied this region, take it out of the config`,
  );
}

/** What a stack's state has to hold if AWS has it, so that it is the right state. */
const FINDERS: Readonly<
  Record<StackEntry["kind"], (workspace: Workspace, entry: StackEntry) => Promise<Found[]>>
> = {
  region: findDetectors,
  foundation: findSecret,
  bootstrap: () => Promise.resolve([]),
};

/** What AWS has, under the ids that Terraform's state uses. */
interface Found {
  readonly type: string;
  readonly id: string;
  readonly text: string;
}

async function findDetectors(workspace: Workspace, entry: StackEntry): Promise<Found[]> {
  const detectors = await managedDetectors(offBoarding(workspace, entry, () => undefined));
  return detectors.map((detector) => ({
    ...{ type: "aws_guardduty_detector", id: detector.id },
    text: detectorText(detector),
  }));
}

async function findSecret(workspace: Workspace, entry: StackEntry): Promise<Found[]> {
  const id = await relaySecretArn(offBoarding(workspace, entry, () => undefined));
  return id === undefined ? [] : [{ type: "aws_secretsmanager_secret", id, text: `secret ${id}` }];
}

function count(problems: number): string {
  return problems === 1 ? "a stack is not ready" : `${problems} stacks are not ready`;
}
