import { code, tableOr, type Block, type Section } from "../../../drawing/report-model";
import { becauseOf, isDestructive, type ChangeLine } from "../../judge/changes";
import type { Review } from "../review";
import { whereText } from "../where";

/** Everything that is taken away, even if only for a while. */
export function destroyed(review: Review): Section {
  const lines = review.changes.filter(({ action }) => isDestructive(action));
  return {
    id: "destroyed",
    heading: "Destroyed or replaced",
    blocks: changeTable("What is taken away", review, lines),
  };
}

/** Every other change. */
export function changed(review: Review): Section {
  const lines = review.changes.filter(({ action }) => !isDestructive(action));
  return { id: "changes", heading: "Created and changed", blocks: changeTable("Changes", review, lines) };
}

function changeTable(caption: string, review: Review, lines: readonly ChangeLine[]): Block[] {
  const columns = ["what", "action", "because of", "where"];
  const rows = lines.map((line) => [
    code(line.what),
    isDestructive(line.action) ? ({ label: line.action, tone: "bad" } as const) : line.action,
    becauseOf(line),
    whereText(line.stacks, review),
  ]);
  return tableOr({ caption, columns, rows, isLong: true }, "Nothing.");
}

/** Changes that were made outside Terraform. */
export function drifted({ drift }: Review): Section {
  const caption = "What changed, and what of it";
  const columns = ["resource", "stack", "attributes"];
  const rows = drift.map(({ stack, address, attributes }) => [code(address), stack, attributes.join(", ")]);
  const blocks = tableOr({ caption, columns, rows, isLong: true }, "Nothing that the plans saw.");
  return { id: "drift", heading: "Changed outside Terraform", blocks };
}

/** Values that cannot be reviewed before apply. */
export function unknown(review: Review): Section {
  const caption = "Values nobody can read yet";
  const columns = ["attribute", "comes from", "of", "where"];
  const rows = review.unknowns.map(({ attribute, from, resources, stacks }) => {
    const lines = resources.map(code);
    const of = lines.length > 2 ? { summary: `${lines.length} resources`, lines } : lines;
    return [code(attribute), code(from), of, whereText(stacks, review)];
  });
  const blocks = tableOr({ caption, columns, rows, isLong: true }, "Nothing.");
  return { id: "unknowns", heading: "Known only after apply", blocks };
}
