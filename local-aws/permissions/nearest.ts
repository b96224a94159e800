import { closest, distance } from "fastest-levenshtein";

const MOST_EDITS = 3;

/** The name that a mistyped one most likely means: it differs in a few letters, and not only in their case. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const others = known.filter((name) => name.toLowerCase() !== written.toLowerCase());
  if (others.length === 0) return undefined;
  const best = closest(written, others);
  return distance(written.toLowerCase(), best.toLowerCase()) <= MOST_EDITS ? best : undefined;
}
