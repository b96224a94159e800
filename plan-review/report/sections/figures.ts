import { tableOr, type Block, type Cell, type Section } from "../../../drawing/report-model";
import type { CoverageFigure } from "../figures/coverage-figure";
import { figureText, percent } from "../figures/figure-text";
import { commitsText } from "../figures/line-commit";
import type { Review } from "../review";

/** Coverage as one figure for each partition, then what lowers it and who accepted that. */
export function figures(review: Review): Section {
  const columns = ["partition", "will be on", "made of", "not counted"];
  const rows = review.figures.map((figure) => [
    figure.partition,
    { label: figureText(figure), tone: figure.on === figure.could ? "good" : "caution" } as const,
    madeOf(figure),
    figure.notCounted.length === 0 ? "nothing" : figure.notCounted,
  ]);
  const caption = "Accounts x regions x plans that will be on, of those that could be";
  return {
    id: "figures",
    heading: "Coverage",
    blocks: [{ kind: "table", caption, columns, rows }, ...lowered(review)],
  };
}

function lowered(review: Review): Block[] {
  const rows = review.figures.flatMap(({ partition, could, lowered: reasons }) =>
    reasons.map(({ what, cells, reason, acceptedBy, paths }): Cell[] => [
      partition,
      `${cells} (${percent(cells, could)})`,
      what,
      reason,
      acceptedCell(acceptedBy),
      commitsText(paths, review),
    ]),
  );
  const columns = ["partition", "lowers it by", "what", "reason", "accepted by", "in commit"];
  const table = { caption: "What lowers it, and who accepted that", columns, rows, isLong: true };
  return tableOr(table, "Nothing lowers it.");
}

function acceptedCell(acceptedBy: string): Cell {
  if (!acceptedBy.startsWith("nobody")) return acceptedBy;
  return [[{ label: "nobody", tone: "bad" }, acceptedBy.replace(/^nobody(: )?/, "")]];
}

function madeOf({ accounts, regions, byNew }: CoverageFigure): Cell {
  const made = `${plural(accounts, "account")}, ${plural(regions, "region")}, GuardDuty itself and the plans offered there`;
  const rest = `${byNew} rest on NEW: a member from before keeps what it has, which only verify reads`;
  return byNew === 0 ? made : [made, rest];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
