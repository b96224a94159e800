import { upTo } from "../report-model";
import { markdown } from "../text";

/** A table of cells that are Markdown already. */
export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(columns.map(markdown)), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A list of lines that are Markdown already; empty if there are no lines. */
export function bullets(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join("\n")];
}

/**
 * The first lines, then how many more there are. That count is a paragraph of its own, so it is not an item of the
 * list.
 */
export function bulletsUpTo(most: number, lines: readonly string[], whole: string): string[] {
  const { shown, more } = upTo(most, lines);
  return [...bullets(shown), ...moreParagraph(more, whole)];
}

/** A paragraph that says how much is left out and where to find it; empty if nothing is left out. */
export function moreParagraph(count: number, whole: string): string[] {
  return count === 0 ? [] : [`${leftOut(count, whole)}.`];
}

/** The same text, for use within a line. */
export function leftOut(count: number, whole: string): string {
  return `and ${count} more, in ${markdown(whole)}`;
}
