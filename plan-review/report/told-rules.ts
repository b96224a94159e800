import type { RuleReport, Status } from "../judge/judge-rules";

/** Statuses that a reader is told of, the gravest first. */
const TOLD = ["fail", "warn", "waived"] as const;

/** Whether a reader is told of a rule, evidence and fix included. */
export function isTold(status: Status): status is (typeof TOLD)[number] {
  return TOLD.some((told) => told === status);
}

/** The rules that a reader is told of, what fails before what warns: a report may be cut, and is read from its top. */
export function toldRules({ rules }: { readonly rules: readonly RuleReport[] }): RuleReport[] {
  return TOLD.flatMap((told) => rules.filter(({ status }) => status === told));
}
