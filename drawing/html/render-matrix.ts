import type { Matrix, MatrixCell, MatrixItem } from "../report-model";
import { html } from "../text";

/** A heat map with words in its cells. One row stands for all items that are alike, and names each of them. */
export function renderMatrix({ id, caption, noun, columns, states, groups, groupName }: Matrix): string {
  const rows = groups
    .map(
      ({ items, cells }) =>
        `<tr><th scope="row">${rowHeader(items, noun)}</th>${cells.map((cell) => tableCell(cell, states)).join("")}</tr>`,
    )
    .join("\n");
  return `<div class="scroll" role="region" aria-label="${html(caption)}" tabindex="0"><table class="matrix" id="${html(id)}">
<caption>${html(caption)}${groups.some(({ items }) => items.length > 1) ? `: one row for ${html(noun)}s that are alike` : ""}</caption>
<thead><tr><th scope="col">${html(noun)}</th>${columns.map((column) => `<th scope="col">${html(column)}</th>`).join("")}</tr></thead>
<tbody>${rows}</tbody>
</table></div>
${reasons(groups)}${groupName !== undefined ? `<div class="explorer" data-matrix="${html(id)}"></div>` : ""}`;
}

function rowHeader(items: readonly MatrixItem[], noun: string): string {
  const [only] = items;
  if (items.length === 1 && only) return itemText(only);
  const names = items.map((item) => `<li>${itemText(item)}</li>`).join("");
  return `<details><summary>${items.length} ${html(noun)}s</summary><ul class="names">${names}</ul></details>`;
}

function itemText({ id, names }: MatrixItem): string {
  return [`<b>${html(id)}</b>`, ...names.map(html)].join(" ");
}

function tableCell({ state, because }: MatrixCell, states: Matrix["states"]): string {
  const { label, tone } = states[state] ?? { label: state, tone: "quiet" };
  return `<td class="${tone}" title="${html(because)}">${html(label)}</td>`;
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

/** The data that the page's script draws from. Each text occurs only once. */
export function matrixData({ id, caption, noun, columns, states, groups }: Matrix): unknown {
  const reasons = [...new Set(groups.flatMap(({ cells }) => cells.map(({ because }) => because)))];
  const numbers = new Map(reasons.map((reason, index) => [reason, index]));
  return {
    id,
    label: caption,
    noun,
    columns,
    states,
    reasons,
    groups: groups.map(({ items, cells }) => ({
      cells: cells.map(({ state, because }) => [state, numbers.get(because)]),
      items: items.map(({ id: itemId, names }) => [itemId, ...names]),
    })),
  };
}
