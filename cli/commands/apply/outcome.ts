import type { ApplyOutcome } from "../../../terraform/apply/apply-all";

/** What was applied and what was not, and how to go on. */
export function outcomeText({ applied, unchanged, failures, notStarted }: ApplyOutcome): string {
  const list = (title: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${title}: ${names.join(", ")}`];
  const failed = failures.map(({ stackName }) => stackName);
  const lines = [
    ...list("applied", applied),
    ...list("nothing to do", unchanged),
    ...list("failed", failed),
    ...list("not started", notStarted),
  ];
  const unfinished = failed.length + notStarted.length > 0;
  // A plan of the same snapshot would try to create it again, and fail again.
  const exists = failures.some(({ diagnostics }) => diagnostics.includes("./orgduty discover"));
  const next = exists
    ? "to go on: record what exists (./orgduty discover), then plan, review, and apply that"
    : "to go on: plan again (./orgduty plan), review, and apply that";
  return [...lines, ...(unfinished ? [next] : [])].join("\n");
}

/** The same as data. */
export function outcomeJson({ applied, unchanged, failures, notStarted }: ApplyOutcome): object {
  const failed = failures.map(({ stackName, diagnostics }) => ({ stack: stackName, diagnostics }));
  return { applied, nothingToDo: unchanged, failed, notStarted };
}
