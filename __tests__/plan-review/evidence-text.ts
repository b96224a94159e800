import type { RuleReport } from "../../plan-review/judge/judge-rules";

/** What each rule found, a line each: how much of it where, and in which words. */
export function evidenceText(reports: readonly RuleReport[]): string {
  return reports.map((report) => `${lineOf(report)}\n`).join("");
}

function lineOf({ id, status, note, evidence }: RuleReport): string {
  const stacks = [...new Set(evidence.flatMap((item) => item.stacks))].sort();
  const details = [...new Set(evidence.map(({ detail }) => detail).filter(Boolean))];
  const addresses = evidence.filter(({ address }) => address !== "").length;
  const found = [`${evidence.length} found`, `${addresses} resources`, stacks.join(", "), ...details];
  return [`${id} ${status}`, ...(note === "" ? found : [note])].filter(Boolean).join("; ");
}
