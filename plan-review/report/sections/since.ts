import { tableOr, upTo, type Section } from "../../../drawing/report-model";
import type { Review } from "../review";

/**
 * The most differences that are shown. They are grouped already, and if more than this remain, no one reads them one
 * by one.
 */
const MOST_DIFFERENCES = 300;

/** The differences from an earlier review; undefined if there was none. */
export function since({ since: comparison }: Review): Section | undefined {
  if (!comparison) return undefined;
  const { shown, more } = upTo(MOST_DIFFERENCES, comparison.differences);
  const rows = shown.map(({ what, was, is }) => [what, was, is]);
  const table = { caption: "Differences", columns: ["what", "was", "is"], rows, isLong: true, leftOut: more };
  const heading = `Since the review of ${comparison.reviewedAt}`;
  return { id: "since", heading, blocks: tableOr(table, "Nothing changed.") };
}
