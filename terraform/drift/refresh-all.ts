import type { StackEntry } from "../../config/stack-list";
import { initializeFirst } from "../engine/initialize-first";
import { StackError, type Step } from "../engine/stack-run";
import { stackRun, synthesizeWorkspace, type Workspace } from "../engine/workspace";
import { concurrently } from "../process/concurrently";
import { refuseElsewhere } from "../state/refuse-elsewhere";
import { withLockedFolder } from "../state/work-folder-lock";
import { refreshStack, type RefreshedStack } from "./refresh-stack";

/** Which stacks are read, and who gets what was read of each. */
export interface RefreshAllProps {
  readonly workspace: Workspace;
  readonly stacks: readonly StackEntry[];
  readonly concurrency: number;
  /** Receives each stack once it is read, so that memory holds few at a time. */
  readonly onRefreshed: (entry: StackEntry, refreshed: RefreshedStack) => void;
  readonly onStep: (stack: string, step: Step | "done" | "failed") => void;
}

/** Reads what stacks have become in AWS, with the plan roles, several at a time. Returns the stacks that failed. */
export function refreshAll(props: RefreshAllProps): Promise<StackError[]> {
  const { workspace } = props;
  const work = (signal: AbortSignal) => refreshIn({ ...props, workspace: { ...workspace, signal } });
  return withLockedFolder(workspace.workFolder, work, workspace);
}

async function refreshIn(props: RefreshAllProps): Promise<StackError[]> {
  const { workspace, stacks, concurrency, onRefreshed, onStep } = props;
  await synthesizeWorkspace(workspace, stacks);
  const failures: StackError[] = [];
  const keepFailure = (error: unknown): void => {
    if (!(error instanceof StackError)) throw error;
    failures.push(error);
    onStep(error.stackName, "failed");
  };
  await initializeFirst(workspace, stacks).catch(keepFailure);
  // Without the provider every other stack would fail, too.
  if (failures.length > 0) return failures;
  await refuseElsewhere(workspace, stacks);
  const readOne = async (entry: StackEntry): Promise<void> => {
    const run = stackRun(workspace, entry, "plan");
    onRefreshed(entry, await refreshStack(run, (step) => onStep(entry.name, step)));
    onStep(entry.name, "done");
  };
  await concurrently(stacks, concurrency, (entry) => readOne(entry).catch(keepFailure));
  return failures;
}
