import type { Mistake } from "../../problems/mistake";

/** Counts a mistake in the top-level forwarding section once, however many partitions use that section. */
export function oncePerPlace(mistakes: readonly Mistake[]): Mistake[] {
  return [...new Map(mistakes.map((mistake) => [JSON.stringify(mistake.path), mistake])).values()];
}
