import type { StackEntry } from "../../../config/stack-list";
import { destroyStack, destroyUnprotected } from "../../../terraform/apply/destroy-stack";
import { inOrder } from "../../../terraform/apply/in-order";
import { stackRun } from "../../../terraform/engine/workspace";
import { checkReadiness } from "./destroy-readiness";
import { destroyRegion, type DestroyRegionProps } from "./destroy-region";

/** Which stacks to destroy, how many at once, and what destroying each region needs. */
export interface DestroyAllProps extends DestroyRegionProps {
  readonly stacks: readonly StackEntry[];
  readonly concurrency: number;
}

/** The result for each stack. A stack that was not started is unchanged. */
export interface DestroyOutcome {
  readonly destroyed: readonly string[];
  /** Each failed stack with its error. */
  readonly failed: Readonly<Record<string, string>>;
  readonly notStarted: readonly string[];
}

/**
 * Destroys stacks in the reverse order of apply: a partition's regions, its canary region after the others, its
 * foundation last. After a failure no further stack is started.
 * @throws OperatorError before anything is changed, if Terraform could not destroy what AWS has
 */
export async function destroyAll(props: DestroyAllProps): Promise<DestroyOutcome> {
  const { workspace, stacks, concurrency } = props;
  await checkReadiness(workspace, stacks, concurrency);
  const destroyed: string[] = [];
  const failed: Record<string, string> = {};
  await inOrder(reversed(stacks), concurrency, async (entry) => {
    if (workspace.signal?.aborted) return false;
    let reached = "";
    const onStep = (stack: string, text: string): void => props.onStep(stack, (reached = text));
    try {
      await destroyOne({ ...props, onStep }, entry);
      destroyed.push(entry.name);
      onStep(entry.name, "destroyed");
      return true;
    } catch (error) {
      const why = workspace.signal?.aborted ? "interrupted" : messageOf(error);
      failed[entry.name] = `${why}\n  last step: ${reached}`;
      return false;
    }
  });
  const touched = [...destroyed, ...Object.keys(failed)];
  return {
    destroyed,
    failed,
    notStarted: stacks.map(({ name }) => name).filter((name) => !touched.includes(name)),
  };
}

async function destroyOne(props: DestroyAllProps, entry: StackEntry): Promise<void> {
  if (entry.kind === "region") return destroyRegion(props, entry);
  props.onStep(entry.name, "terraform destroys");
  const run = stackRun(props.workspace, entry, "apply");
  await (entry.kind === "bootstrap" ? destroyUnprotected(run) : destroyStack(run));
}

/** Reversed dependencies: a stack waits for those that depend on it. */
function reversed(stacks: readonly StackEntry[]): StackEntry[] {
  return [...stacks].reverse().map((entry) => ({
    ...entry,
    dependsOn: stacks.filter(({ dependsOn }) => dependsOn.includes(entry.name)).map(({ name }) => name),
  }));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
