import type { RuleReport } from "../../judge/judge-rules";

/** Results of this rule say that a file is not what was planned. It is no rule of the review: nothing can waive it. */
export const ALTERED = "altered";

/** Where a rule's property, fix and severity are explained. */
const PAGE = "docs/reviewing-a-plan.md";

const MEANINGS = {
  deny: "A failure fails the review, and apply refuses the plans.",
  warn: "A failure is a warning: the review passes.",
} as const;

/** A rule as code scanning shows it beside each of its results. */
export function descriptor({ id, title, fix, severity, defaultSeverity }: RuleReport): object {
  const lowered =
    severity === defaultSeverity ? "" : ` The config sets it to ${severity} from ${defaultSeverity}.`;
  return descriptorOf(
    id,
    title,
    `${MEANINGS[severity]}${lowered}`,
    fix,
    severity === "deny" ? "error" : "warning",
  );
}

/** The descriptor of results about files that are not what was planned. */
export function alteredDescriptor(): object {
  const title = "Plans, config and snapshots are what the manifest recorded";
  return descriptorOf(ALTERED, title, MEANINGS.deny, "plan again", "error");
}

function descriptorOf(id: string, title: string, meaning: string, fix: string, level: string): object {
  const help = `Fix: ${fix}. ${meaning} All rules are in ${PAGE}.`;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: `${title}. ${meaning}` },
    help: { text: help, markdown: help },
    defaultConfiguration: { level },
    properties: { precision: "very-high", "problem.severity": level },
  };
}
