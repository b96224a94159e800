import { code, tableOr, type Section } from "../../../drawing/report-model";
import { commitsText } from "../figures/line-commit";
import type { Review } from "../review";

/** What the config leaves out, and who is responsible for that. */
export function exceptions(review: Review): Section {
  const rows = review.exceptions.map(({ path, reason, owner, until }) => [
    code(path),
    ...[reason, owner, until ?? "no end date", commitsText([path], review)],
  ]);
  const caption = "Exceptions that somebody accepted";
  const table = { caption, columns: ["what", "reason", "owner", "until", "in commit"], rows };
  return { id: "exceptions", heading: "Exceptions", blocks: tableOr(table, "None.") };
}
