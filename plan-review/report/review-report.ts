import type { Report, Section } from "../../drawing/report-model";
import { renderText } from "../../drawing/render-text";
import { figureLines } from "./figures/figure-lines";
import type { Review } from "./review";
import { changed, destroyed, drifted, unknown } from "./sections/changes";
import { conformance } from "./sections/conformance";
import { controls } from "./sections/controls";
import { coverage, protectionPlans } from "./sections/coverage";
import { exceptions } from "./sections/exceptions";
import { figures } from "./sections/figures";
import { findingsPaths } from "./sections/findings-paths";
import { kept, keptLines } from "./sections/kept";
import { provenance } from "./sections/provenance";
import { everyRule, failures } from "./sections/rules";
import { settings } from "./sections/settings";
import { since } from "./sections/since";

/**
 * A review's sections, the most important first. The page, the Markdown and the terminal text are drawn from these.
 */
export function reviewReport(review: Review): Report {
  const sections = [
    figures,
    destroyed,
    settings,
    failures,
    conformance,
    since,
    coverage,
    protectionPlans,
    findingsPaths,
    changed,
    exceptions,
    kept,
    drifted,
    unknown,
    controls,
    everyRule,
    provenance,
  ];
  return {
    title: `GuardDuty review of ${review.name}`,
    verdict: review.verdict,
    sections: sections.flatMap((section) => section(review) ?? []),
    whole: "review.json",
  };
}

/** What lowers coverage the most; a terminal shows no more of it. */
const MOST_REASONS = 5;

/** The verdict for a terminal: coverage, what stays, then each failure with its fix. The rest is in the files. */
export function reviewText(review: Review): string {
  const items = figureLines(review, MOST_REASONS).map(({ figure, lowered, more }) => [
    ...[figure, ...lowered],
    ...(more === 0 ? [] : [`and ${more} more, in review.md`]),
  ]);
  const coverageLines: Section = { id: "lines", heading: "Coverage", blocks: [{ kind: "list", items }] };
  const report = reviewReport(review);
  const sections = [coverageLines, ...report.sections, ...keptLines(review)];
  return renderText({ ...report, sections }, { sections: ["lines", "kept-lines", "findings"], points: 10 });
}
