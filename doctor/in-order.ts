import { CHECK_IDS } from "./checks";
import type { Line, Outcome } from "./line";

const OUTCOMES: readonly Outcome[] = ["blocker", "warning", "unchecked", "out-of-reach", "fine"];

/** The worst first, then in the order of the checks; otherwise as they came. */
export function inOrder(lines: readonly Line[]): Line[] {
  const rank = ({ outcome, check }: Line) =>
    OUTCOMES.indexOf(outcome) * CHECK_IDS.length + CHECK_IDS.indexOf(check);
  return [...lines].sort((a, b) => rank(a) - rank(b));
}
