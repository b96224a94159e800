import type { Report, Table } from "../report-model";
import { html } from "../text";
import { folded } from "./folded";
import { renderCell } from "./render-cell";

/** The rows that are visible before a reader unfolds the rest. */
const FIRST_ROWS = 6;

/** The most rows that a page draws of a table that may be long. */
const MOST_ROWS = 2000;

/** A table that scrolls on its own if the page is too narrow for it. */
export function renderTable(
  { caption, columns, rows, isLong = false, leftOut = 0, firstRows = FIRST_ROWS }: Omit<Table, "kind">,
  report: Report,
) {
  const drawn = rows.slice(0, isLong ? MOST_ROWS : rows.length).map((row) => row.map(renderCell));
  const more = leftOut + rows.length - drawn.length;
  return plainTable(caption, columns, drawn, firstRows) + moreText(more, report, "p");
}

/** The same table, made of cells that are HTML already. All but the first rows are folded, if so many are worth it. */
export function plainTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  firstRows = FIRST_ROWS,
) {
  // A fold of one or two rows costs a reader more than the rows.
  if (rows.length <= firstRows + 2) return oneTable(caption, columns, rows);
  const rest = oneTable(`${caption}, continued`, columns, rows.slice(firstRows));
  return `<div class="parts">${oneTable(caption, columns, rows.slice(0, firstRows))}
${folded(`${rows.length - firstRows} more rows`, rest)}</div>`;
}

function oneTable(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]) {
  const cell = (text: string, column: number) =>
    `<td role="cell" data-label="${html(columns[column + 1] ?? "")}">${text}</td>`;
  const body = rows
    .map(
      ([first = "", ...rest]) =>
        `<tr role="row"><th scope="row" role="rowheader">${first}</th>${rest.map(cell).join("")}</tr>`,
    )
    .join("\n");
  const heads = columns.map((column) => `<th scope="col" role="columnheader">${html(column)}</th>`);
  return `<div class="scroll" role="region" aria-label="${html(caption)}" tabindex="0"><table class="plain" role="table">
<caption>${html(caption)}</caption>
<thead role="rowgroup"><tr role="row">${heads.join("")}</tr></thead>
<tbody role="rowgroup">${body}</tbody>
</table></div>`;
}

/** Says how much is left out and where to find it; empty if nothing is left out. */
export function moreText(count: number, { whole }: Pick<Report, "whole">, element: "p" | "li"): string {
  return count === 0 ? "" : `<${element}>and ${count} more, in ${html(whole)}</${element}>`;
}
