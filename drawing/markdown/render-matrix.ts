import type { Matrix, MatrixItem } from "../report-model";
import { code, markdown } from "../text";
import type { Lengths } from "./lengths";
import { stateText } from "./render-cell";
import { bulletsUpTo, leftOut, markdownTable, moreParagraph } from "./render-list";

/** The most lists of items that a short drawing shows, because each group may be a single account. */
const LISTS = 10;

/** One row for each group of items that are alike, then the reason for each row and the items in it. */
export function matrixParagraphs(matrix: Matrix, { lines, items: most }: Lengths, whole: string): string[] {
  const { noun, columns, states, groups, groupName } = matrix;
  const named = groups.map(({ items, cells }, index) => ({
    name: groupName === undefined ? code(items[0]?.id ?? "") : markdown(`${groupName} ${index + 1}`),
    count:
      groupName === undefined ? "" : `: ${items.length} ${markdown(noun)}${items.length === 1 ? "" : "s"}`,
    ...{ items, cells },
  }));
  const rows = named.map(({ name, count, cells }) => [
    `${name}${count}`,
    ...cells.map(({ state }) => stateText(states[state] ?? { label: state, tone: "quiet" })),
  ]);
  const reasons = named.flatMap(({ name, cells }) =>
    [...new Set(cells.map(({ because }) => because))]
      .filter((because) => because !== "")
      .map((because) => `${name}: ${markdown(because)}`),
  );
  const who = named.flatMap(({ name, items }) => [
    ...items.slice(0, most).map((item) => `${name}: ${itemText(item)}`),
    ...(items.length > most ? [`${name}: ${leftOut(items.length - most, whole)}`] : []),
  ]);
  return [
    markdownTable([noun, ...columns], rows.slice(0, lines)),
    ...moreParagraph(Math.max(0, rows.length - lines), whole),
    ...bulletsUpTo(lines, reasons, whole),
    ...(groupName === undefined ? [] : bulletsUpTo(LISTS * most, who, whole)),
  ];
}

function itemText({ id, names }: MatrixItem): string {
  return [markdown(id), ...names.filter((name) => name !== "").map(code)].join(" ");
}
