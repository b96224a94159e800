import { upTo, type Matrix, type MatrixCell, type MatrixItem } from "../report-model";
import { html } from "../text";
import { breakable } from "./breakable";
import { folded } from "./folded";

/** The rows that are visible before a reader unfolds the rest. */
const FIRST_ROWS = 6;

/** A heat map with words in its cells. One row stands for all items that are alike, and names each of them. */
export function renderMatrix(matrix: Matrix): string {
  const { id, caption, noun, groups, groupName } = matrix;
  const { shown, more } = upTo(FIRST_ROWS, groups);
  const alike = groups.some(({ items }) => items.length > 1) ? `: one row for ${noun}s that are alike` : "";
  const rest = { ...matrix, groups: groups.slice(FIRST_ROWS) };
  const explorer = groupName === undefined ? "" : `<div class="explorer" data-matrix="${html(id)}"></div>`;
  return `${matrixTable({ ...matrix, groups: shown }, ` id="${html(id)}"`, caption + alike)}
${more === 0 ? "" : folded(`${more} more rows`, matrixTable(rest, "", `${caption}, continued`))}
${reasons(groups)}${explorer}`;
}

function matrixTable({ noun, columns, states, groups }: Matrix, id: string, caption: string): string {
  const rows = groups
    .map(
      ({ items, cells }) =>
        `<tr role="row"><th scope="row" role="rowheader">${rowHeader(items, noun)}</th>${cells.map((cell, column) => tableCell(cell, states, columns[column]!)).join("")}</tr>`,
    )
    .join("\n");
  const heads = columns.map(
    (column) => `<th scope="col" role="columnheader"><span>${html(column)}</span></th>`,
  );
  return `<div class="scroll" role="region" aria-label="${html(caption)}" tabindex="0"><table class="matrix" role="table"${id}>
<caption>${html(caption)}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${html(noun)}</th>${heads.join("")}</tr></thead>
<tbody role="rowgroup">${rows}</tbody>
</table></div>`;
}

function rowHeader(items: readonly MatrixItem[], noun: string): string {
  const [only] = items;
  if (items.length === 1 && only) return itemText(only);
  const names = items.map((item) => `<li>${itemText(item)}</li>`).join("");
  return `<details><summary>${items.length} ${html(noun)}s</summary><ul class="names">${names}</ul></details>`;
}

function itemText({ id, names }: MatrixItem): string {
  return [`<b>${breakable(html(id))}</b>`, ...names.map(html)].join(" ");
}

function tableCell({ state, because }: MatrixCell, states: Matrix["states"], column: string): string {
  const { label, tone } = states[state] ?? { label: state, tone: "quiet" };
  return `<td role="cell" class="${tone}" title="${html(because)}" data-label="${html(column)}">${breakable(html(label))}</td>`;
}

/** The reasons for the cells, as text, because a title attribute can only be read with a mouse. */
function reasons(groups: Matrix["groups"]): string {
  const told = groups.map(({ items, cells }) => {
    const [first] = items;
    const who =
      items.length === 1 && first ? first.id : `${items.length} alike, ${first?.id ?? ""} the first`;
    return {
      who,
      why: [...new Set(cells.map(({ because }) => because))].filter((because) => because !== ""),
    };
  });
  if (told.every(({ why }) => why.length === 0)) return "";
  const lines = told
    .map(({ who, why }) => `<li><b>${html(who)}</b>: ${why.map(html).join("; ")}</li>`)
    .join("");
  return `<details class="reasons"><summary>Why each row is as it is</summary><ul>${lines}</ul></details>\n`;
}
