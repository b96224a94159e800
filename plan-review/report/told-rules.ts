import type { RuleReport, Status } from "../judge/judge-rules";

/** The statuses that are reported to a reader, the most serious first. */
const TOLD = ["fail", "warn", "waived"] as const;

/** Whether a rule with this status is reported to a reader, with its evidence and fix. */
export function isTold(status: Status): status is (typeof TOLD)[number] {
  return TOLD.some((told) => told === status);
}

/**
 * The rules that are reported to a reader, failures before warnings, because a report is read from the top and may be
 * cut.
 */
export function toldRules({ rules }: { readonly rules: readonly RuleReport[] }): RuleReport[] {
  return TOLD.flatMap((told) => rules.filter(({ status }) => status === told));
}
