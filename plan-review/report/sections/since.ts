import { tableOr, upTo, type Section } from "../../../drawing/report-model";
import type { Review } from "../review";

/** Differences that are shown: they come collapsed, and where so many are left nobody reads them one by one. */
const MOST_DIFFERENCES = 300;

/** What an earlier review said otherwise; nothing if there was none. */
export function since({ since: comparison }: Review): Section | undefined {
  if (!comparison) return undefined;
  const { shown, more } = upTo(MOST_DIFFERENCES, comparison.differences);
  const rows = shown.map(({ what, was, is }) => [what, was, is]);
  const table = { caption: "Differences", columns: ["what", "was", "is"], rows, isLong: true, leftOut: more };
  const heading = `Since the review of ${comparison.reviewedAt}`;
  return { id: "since", heading, blocks: tableOr(table, "Nothing changed.") };
}
