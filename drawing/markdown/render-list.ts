import { upTo } from "../report-model";
import { markdown } from "../text";

/** A table of cells that are Markdown already. */
export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(columns.map(markdown)), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A list of lines that are Markdown already; nothing where there is none. */
export function bullets(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join("\n")];
}

/** The first lines, and how many more there are: apart from them, so that it is no item of the list. */
export function bulletsUpTo(most: number, lines: readonly string[], whole: string): string[] {
  const { shown, more } = upTo(most, lines);
  return [...bullets(shown), ...moreParagraph(more, whole)];
}

/** How much is left out, and where it is; nothing if nothing is. */
export function moreParagraph(count: number, whole: string): string[] {
  return count === 0 ? [] : [`${leftOut(count, whole)}.`];
}

/** The same, within a line. */
export function leftOut(count: number, whole: string): string {
  return `and ${count} more, in ${markdown(whole)}`;
}
