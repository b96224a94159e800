import type { RuleReport } from "../judge/judge-rules";
import type { Review } from "./review";
import { toldRules } from "./told-rules";
import { evidenceText } from "./where";

/** Evidence that a terminal shows of one rule: the rest is in the files. */
const MOST_LINES = 10;

/** The verdict for a terminal: one paragraph, then what fails with its fix. */
export function renderText(review: Review): string {
  const { headline, summary } = review.verdict;
  return [summary, ...toldRules(review).map((rule) => ruleText(review, rule)), headline].join("\n\n");
}

function ruleText(review: Review, { id, title, status, note, fix, evidence }: RuleReport): string {
  const shown = evidence.slice(0, MOST_LINES).map((item) => `  ${evidenceText(item, review)}`);
  const more = evidence.length > MOST_LINES ? [`  and ${evidence.length - MOST_LINES} more`] : [];
  const waiver = note === "" ? [] : [`  ${note}`];
  return [`${id} ${status}: ${title}`, ...waiver, ...shown, ...more, `  fix: ${fix}`].join("\n");
}
