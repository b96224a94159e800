import type { Diagnosis } from "../doctor";
import type { Line, Outcome } from "../line";

/** How many lines there are of each outcome. */
export type Verdict = Readonly<Record<"blockers" | "warnings" | "unchecked" | "outOfReach" | "fine", number>>;

/** Counts the lines. */
export function verdictOf({ lines }: Pick<Diagnosis, "lines">): Verdict {
  const count = (outcome: Outcome) => lines.filter((line: Line) => line.outcome === outcome).length;
  return {
    blockers: count("blocker"),
    warnings: count("warning"),
    unchecked: count("unchecked"),
    outOfReach: count("out-of-reach"),
    fine: count("fine"),
  };
}

/** The result in one line. */
export function headline({ blockers, warnings, unchecked, outOfReach, fine }: Verdict): string {
  const parts = [
    `${blockers} blocker${blockers === 1 ? "" : "s"}`,
    `${warnings} warning${warnings === 1 ? "" : "s"}`,
    `${unchecked + outOfReach} not checked`,
    `${fine} fine`,
  ];
  return parts.join(", ");
}
