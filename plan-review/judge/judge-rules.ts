import type { Exception } from "../../config/config";
import { hasExpired, isWithinAYear } from "./process/exceptions";
import { exceptResources } from "./resource-exceptions";
import type { Evidence, ReviewContext, Rule, Severity } from "./rule";

/** Evidence that is the same in several stacks, listed once. */
export interface CollapsedEvidence {
  readonly address: string;
  readonly detail: string;
  readonly stacks: readonly string[];
}

/** The result of a rule. `waived` means that the rule fails and an owner has accepted the failure. */
export type Status = "pass" | "fail" | "warn" | "waived" | "not-applicable";

/** A rule in the review's report: its outcome, after the config's severities and waivers are applied. */
export interface RuleReport {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** What a failure means unless the config says otherwise. */
  readonly defaultSeverity: Severity;
  readonly status: Status;
  /** Why the rule is not applicable, what it could not look at, or what happened to its waiver. */
  readonly note: string;
  readonly fix: string;
  readonly evidence: readonly CollapsedEvidence[];
}

/** A rule that nothing fails, with an exception that is spent: the resources that meet it are no evidence of that. */
const ONLY_SPENT = {
  status: "warn",
  evidence: [],
  fix: "take what is spent out of review.exceptions",
} as const;

/**
 * Judges every rule, with the config's severities and waivers. A waiver has no effect if it has expired, or if it
 * lasts for more than a year.
 */
export function judgeRules(rules: readonly Rule[], context: ReviewContext): RuleReport[] {
  const { review } = context.config;
  return rules.map((rule) => {
    const { id, title, fix, severity: defaultSeverity } = rule;
    const severity = review.rules[id] ?? defaultSeverity;
    const known = { id, title, severity, defaultSeverity, fix };
    const lowered = isLowered(known) ? ["lowered by the config from deny to warn"] : [];
    const outcome = rule.evaluate(context);
    const failures = outcome.verdict === "fail" ? outcome.evidence : [];
    const { failing, accepted, notes, spent } = exceptResources(context, id, failures);
    const told = [...notes, ...lowered, ...spent];
    if (outcome.verdict === "not-applicable")
      return {
        ...known,
        ...(spent.length > 0 ? ONLY_SPENT : { status: "not-applicable", evidence: [] }),
        note: [outcome.reason, ...told].join("; "),
      };
    if (outcome.verdict === "pass")
      return {
        ...known,
        ...(spent.length > 0 ? ONLY_SPENT : { status: "pass", evidence: collapse(outcome.evidence) }),
        note: [...(outcome.note === undefined ? [] : [outcome.note]), ...told].join("; "),
      };
    const waiver = review.waivers[id];
    const waived = failing.length === 0 || (waiver !== undefined && isWithinAYear(waiver.until, context.now));
    const status = waived ? "waived" : severity === "deny" ? "fail" : "warn";
    const note = [...told, ...(waiver ? [describeWaiver(waiver, context.now)] : [])];
    return {
      ...known,
      status,
      note: note.join("; "),
      evidence: collapse(failing.length > 0 ? failing : accepted),
    };
  });
}

/** Whether the config lowers a rule from deny to warn, so that a failure of it passes. */
export function isLowered({
  severity,
  defaultSeverity,
}: Pick<RuleReport, "severity" | "defaultSeverity">): boolean {
  return severity === "warn" && defaultSeverity === "deny";
}

function describeWaiver({ reason, owner, until }: Exception, now: Date): string {
  const term =
    until === undefined
      ? "void: it has no end date"
      : isWithinAYear(until, now)
        ? `until ${until}`
        : hasExpired(until, now)
          ? `expired on ${until}`
          : `void: ${until} is more than a year from now`;
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
