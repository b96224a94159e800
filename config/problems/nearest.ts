import { closest, distance } from "fastest-levenshtein";

/** The choice that a misspelled word most likely means. Undefined if none is close. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  if (word.length > 80 || choices.length === 0) return undefined;
  const lower = new Map(choices.map((choice) => [choice.toLowerCase(), choice]));
  const swapped = [...lower.keys()].find((choice) => isSwap(word.toLowerCase(), choice));
  if (swapped !== undefined) return lower.get(swapped);
  const best = closest(word.toLowerCase(), [...lower.keys()]);
  const allowed = Math.max(1, Math.floor(Math.max(word.length, best.length) / 3));
  return distance(word.toLowerCase(), best) <= allowed ? lower.get(best) : undefined;
}

/**
 * Whether two neighbouring letters are swapped: the most common slip, which counts as two in the Levenshtein distance.
 */
function isSwap(word: string, choice: string): boolean {
  if (word.length !== choice.length) return false;
  const at = [...word].findIndex((letter, index) => letter !== choice[index]);
  return (
    at >= 0 &&
    word ===
      choice.slice(0, at) +
        choice
          .slice(at, at + 2)
          .split("")
          .reverse()
          .join("") +
        choice.slice(at + 2)
  );
}

/** A fix that suggests the nearest choice, or lists all of them. */
export function offer(word: unknown, choices: readonly string[]): string {
  const best = typeof word === "string" ? nearest(word, choices) : undefined;
  return best === undefined ? `choose one of ${choices.join(", ")}` : `did you mean "${best}"?`;
}
