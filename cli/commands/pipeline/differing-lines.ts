import { visible } from "../../../drawing/text";

const MOST = 8;

/** The lines that only one of two texts has: `-` is there, `+` would be. The head, which differs with every change, is left out. */
export function differingLines(found: string, wanted: string): string[] {
  const [there, would] = [linesOf(found), linesOf(wanted)];
  const gone = only(there, would).map((line) => `- ${visible(line)}`);
  const come = only(would, there).map((line) => `+ ${visible(line)}`);
  const all = [...gone.slice(0, MOST), ...come.slice(0, MOST)];
  const more = gone.length + come.length - all.length;
  return more === 0 ? all : [...all, `and ${more} more lines`];
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("# A change by hand "))
    .map((line) => line.trimEnd());
}

/** Lines that occur more often in one text than in the other. */
function only(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}
