import { dayOf } from "./times";
import type { Share } from "./report-model";

/** A share in words: how high it is now, and how low it was when. */
export function shareText({ points }: Share): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "nothing known";
  const lowest = points.reduce((low, point) => (point.value < low.value ? point : low));
  const low = lowest.value < last.value ? `, lowest ${percent(lowest.value)} on ${dayOf(lowest.at)}` : "";
  return `${percent(last.value)} on ${dayOf(last.at)}${low}`;
}

/** A share of 99.96 % is not shown as everything. */
export function percent(value: number): string {
  return `${Math.floor(value * 10) / 10} %`;
}
