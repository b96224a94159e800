import type { ApplyOutcome } from "../../../terraform/apply/apply-all";
import { nextCommand, outFlag, type CarriedFlags } from "../../terminal/next-step";

/** Flags of apply that a plan takes over. */
export interface PlanFlags extends CarriedFlags {
  readonly out: string;
}

/** How to go on with plans that could not be applied, or not all of them. */
export function planAgain(flags: PlanFlags): string {
  return `plan again (${nextCommand(flags, `plan${outFlag(flags.out)}`)}), review, and apply that`;
}

/** How to go on if apply refused. Planning again alone mends no rule that fails; it does mend plans that are old or altered. */
export function afterRefusal(reasons: readonly string[], flags: PlanFlags): string {
  const isRulesAlone = reasons.every((reason) => reason.startsWith("review: OD-"));
  return isRulesAlone ? `mend what fails, then ${planAgain(flags)}` : planAgain(flags);
}

/**
 * What was applied and what was not, and how to go on.
 * @param flags those that the commands to go on with take over
 */
export function outcomeText(
  { applied, unchanged, failures, notStarted }: ApplyOutcome,
  flags: PlanFlags,
): string {
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
    ? `to go on: record what exists (${nextCommand(flags, "discover")}), then plan, review, and apply that`
    : `to go on: ${planAgain(flags)}`;
  return [...lines, ...(unfinished ? [next] : [])].join("\n");
}

/** The same as data. */
export function outcomeJson({ applied, unchanged, failures, notStarted }: ApplyOutcome): object {
  const failed = failures.map(({ stackName, diagnostics }) => ({ stack: stackName, diagnostics }));
  return { applied, nothingToDo: unchanged, failed, notStarted };
}
