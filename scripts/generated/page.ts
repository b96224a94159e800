/** A page, and what it should hold, given what it holds now: what people wrote outside the marks stays. */
export interface GeneratedPage {
  readonly path: string;
  readonly write: (now: string) => string;
}

/** A page with the text between a pair of marks replaced. Throws if the page does not have the marks. */
export function between(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}: made by make generated -->`, `<!-- end of ${name} -->`];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`no marks "${begin}" and "${end}"`);
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}

/** A Markdown table as Prettier writes it: every cell as wide as its column's widest. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((cells) => cells[column]!.length), 3),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** The rows of a page's table, cell by cell, without header and rule. */
export function rowsOf(text: string, firstHeader: string): string[][] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`| ${firstHeader} `));
  const rows = start < 0 ? [] : lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith("|"));
  return rows.slice(0, end).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}
