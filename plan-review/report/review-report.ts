import type { Report } from "../../drawing/report-model";
import { renderText } from "../../drawing/render-text";
import type { Review } from "./review";
import { changed, destroyed, drifted, unknown } from "./sections/changes";
import { conformance } from "./sections/conformance";
import { controls } from "./sections/controls";
import { coverage, protectionPlans } from "./sections/coverage";
import { exceptions } from "./sections/exceptions";
import { findingsPaths } from "./sections/findings-paths";
import { provenance } from "./sections/provenance";
import { everyRule, failures } from "./sections/rules";
import { since } from "./sections/since";

/**
 * A review's sections, the most important first. The page, the Markdown and the terminal text are drawn from these.
 */
export function reviewReport(review: Review): Report {
  const sections = [
    destroyed,
    failures,
    conformance,
    since,
    coverage,
    protectionPlans,
    findingsPaths,
    changed,
    exceptions,
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

/** The verdict for a terminal: one paragraph, then each failure with its fix. The rest is in the files. */
export function reviewText(review: Review): string {
  return renderText(reviewReport(review), { sections: ["findings"], points: 10 });
}
