import type { Mistake } from "../../problems/mistake";

/** A mistake of the top-level forwarding section counts once, however many partitions it holds for. */
export function oncePerPlace(mistakes: readonly Mistake[]): Mistake[] {
  return [...new Map(mistakes.map((mistake) => [JSON.stringify(mistake.path), mistake])).values()];
}
