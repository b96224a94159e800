import type { Matrix } from "../report-model";

/** The data that the page's script draws from. Each text occurs only once. */
export function matrixData({
  id,
  caption,
  noun,
  columns,
  states,
  groups,
  facets,
  columnNoun = "region",
}: Matrix): unknown {
  const reasons = [...new Set(groups.flatMap(({ cells }) => cells.map(({ because }) => because)))];
  const numbers = new Map(reasons.map((reason, index) => [reason, index]));
  return {
    id,
    label: caption,
    noun,
    columns,
    columnNoun,
    states,
    reasons,
    ...(facets && { facets }),
    groups: groups.map(({ items, cells }) => ({
      cells: cells.map(({ state, because }) => [state, numbers.get(because)]),
      items: items.map(({ id: itemId, names }) => [itemId, ...names]),
    })),
  };
}
