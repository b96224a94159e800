import type { Report, Table } from "../report-model";
import { html } from "../text";
import { renderCell } from "./render-cell";

/** A table that scrolls on its own if the page is too narrow for it. */
export function renderTable({ caption, columns, rows, leftOut = 0 }: Omit<Table, "kind">, report: Report) {
  const drawn = rows.map((row) => row.map(renderCell));
  return plainTable(caption, columns, drawn) + moreText(leftOut, report, "p");
}

/** The same table, made of cells that are HTML already. */
export function plainTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
) {
  const body = rows
    .map(
      ([first = "", ...rest]) =>
        `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join("")}</tr>`,
    )
    .join("\n");
  return `<div class="scroll" role="region" aria-label="${html(caption)}" tabindex="0"><table class="plain">
<caption>${html(caption)}</caption>
<thead><tr>${columns.map((column) => `<th scope="col">${html(column)}</th>`).join("")}</tr></thead>
<tbody>${body}</tbody>
</table></div>`;
}

/** Says how much is left out and where to find it; empty if nothing is left out. */
export function moreText(count: number, { whole }: Pick<Report, "whole">, element: "p" | "li"): string {
  return count === 0 ? "" : `<${element}>and ${count} more, in ${html(whole)}</${element}>`;
}
