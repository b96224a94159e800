import type { Exception } from "../config/config";
import { hasExpired } from "./exceptions";
import type { Evidence, ReviewContext, Rule, Severity } from "./rule";

/** Evidence that is the same in several stacks, once. */
export interface CollapsedEvidence {
  readonly address: string;
  readonly detail: string;
  readonly stacks: readonly string[];
}

/** What became of a rule. `waived`: it fails, and somebody answers for that. */
export type Status = "pass" | "fail" | "warn" | "waived" | "not-applicable";

export interface RuleReport {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly status: Status;
  /** Why it is not applicable, or what became of its waiver. */
  readonly note: string;
  readonly fix: string;
  readonly evidence: readonly CollapsedEvidence[];
}

/** Judges every rule, with the config's severities and waivers. A waiver that has run out waives nothing. */
export function judgeRules(rules: readonly Rule[], context: ReviewContext): RuleReport[] {
  const { review } = context.config;
  return rules.map((rule) => {
    const { id, title, fix } = rule;
    const severity = review.rules[id] ?? rule.severity;
    const outcome = rule.evaluate(context);
    if (outcome.verdict === "not-applicable")
      return { id, title, severity, fix, status: "not-applicable", note: outcome.reason, evidence: [] };
    const evidence = collapse(outcome.evidence);
    if (outcome.verdict === "pass") return { id, title, severity, fix, status: "pass", note: "", evidence };
    const waiver = review.waivers[id];
    const waived = waiver !== undefined && !hasExpired(waiver.until, context.now);
    const status = waived ? "waived" : severity === "deny" ? "fail" : "warn";
    return { id, title, severity, fix, status, note: waiver ? describeWaiver(waiver, waived) : "", evidence };
  });
}

function describeWaiver({ reason, owner, until }: Exception, valid: boolean): string {
  const term = until === undefined ? "without an end date" : `${valid ? "until" : "expired on"} ${until}`;
  return `waiver by ${owner}, ${term}: ${reason}`;
}

function collapse(evidence: readonly Evidence[]): CollapsedEvidence[] {
  const collapsed = new Map<string, { address: string; detail: string; stacks: string[] }>();
  for (const { stack, address = "", detail } of evidence) {
    const key = `${address}\n${detail}`;
    const known = collapsed.get(key) ?? { address, detail, stacks: [] };
    if (stack !== undefined && !known.stacks.includes(stack)) known.stacks.push(stack);
    collapsed.set(key, known);
  }
  return [...collapsed.values()].map((item) => ({ ...item, stacks: item.stacks.sort() }));
}
