import type { PlanState } from "../../judge/plans/protection-plan-matrix";
import { isOn, type CoverageState } from "../../judge/coverage/coverage-matrix";

/** GuardDuty's foundational detection, which is on in every detector. It counts as a plan of its own. */
export const FOUNDATION = "GUARDDUTY";

/** Whether one plan will be on in one account and region. */
export type PlanAnswer =
  | "on"
  | "on by NEW"
  | "only who joins later"
  | "off"
  | "undeclared"
  | "by account"
  | "not offered"
  | "account not covered";

/**
 * Answers for an account whose cell is in a state, and a plan in a mode. GuardDuty applies NEW as a member joins, so NEW
 * reaches members that the plans enrol one by one, but no account that AWS enrolled by itself.
 */
export function planAnswer(account: CoverageState, plan: PlanState | typeof FOUNDATION): PlanAnswer {
  if (plan === "unsupported" || plan === "left alone" || plan === "unknown to this provider")
    return "not offered";
  if (!isOn(account)) return "account not covered";
  switch (plan) {
    case FOUNDATION:
    case "ALL":
      return "on";
    case "NEW":
      if (account === "administrator") return "on";
      return account === "enrolled" ? "on by NEW" : "only who joins later";
    case "NONE":
      return "off";
    default:
      return plan;
  }
}

/** Whether the plan counts as on. */
export function answersOn(answer: PlanAnswer): boolean {
  return answer === "on" || answer === "on by NEW";
}
