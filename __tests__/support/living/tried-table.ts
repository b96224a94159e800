import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../orgduty";
import type { Change, Seen } from "./change";

const PAGE = join(ROOT, "docs", "changing.md");
const NOT_MEASURED = "not measured";

/** One row of the page's table of tried changes: what was seen. */
export function triedRow({ key, from, to }: Change, { planned, accepted, said }: Seen): string {
  const counts = Object.entries(planned)
    .filter(([, [adds, changes, destroys, forgets = 0]]) => adds + changes + destroys + forgets > 0)
    .map(
      ([stack, [adds, changes, destroys, forgets]]) =>
        `${stack} +${adds} ~${changes} -${destroys}${forgets === undefined ? "" : `, forgets ${forgets}`}`,
    );
  const cells = [
    counts.join(", ") || "nothing",
    accepted.length > 0 ? `${accepted.join(", ")}, accepted by name` : "passes",
    stepsIn(said).join("<br>") || "nothing",
  ];
  return `${start({ key, from, to })} ${cells.join(" | ")} |`;
}

/** What apply said that it does besides Terraform. */
function stepsIn(said: string): string[] {
  return (
    said
      .split("\n")
      .filter((line) => /^(foundation-\S+|[a-z]{2}-[a-z]+-\d): |^\S+ is applied after|^off-boards/.test(line))
      // Of every apply that reaches the region, and no step of it.
      .filter((line) => !line.includes(" not planned: AWS does not offer it"))
      .map((line) =>
        line.replace(/, \d+ findings were moved on/, ", findings were moved on").replaceAll("|", ""),
      )
  );
}

function start({ key, from, to }: Pick<Change, "key" | "from" | "to">): string {
  return `| \`${key}\` | ${from} | ${to} |`;
}

/** The page's row of a change; undefined if it says that it was not measured. @throws if the page has no row of it */
export function pageRow(change: Change): string | undefined {
  const row = rows().find((line) => isOf(change, line));
  if (row === undefined) throw new Error(`docs/changing.md has no row that begins with ${start(change)}`);
  return row.includes(NOT_MEASURED) ? undefined : unpadded(row);
}

/** Writes a row in place of the one that the page has. */
export function writeRow(change: Change, row: string): void {
  const lines = rows().map((line) => (isOf(change, line) ? row : line));
  writeFileSync(PAGE, lines.join("\n"));
}

function isOf(change: Change, line: string): boolean {
  return unpadded(line).startsWith(start(change));
}

/** A row without the blanks that align a table. */
function unpadded(line: string): string {
  return line.replace(/ +/g, " ");
}

function rows(): string[] {
  return readFileSync(PAGE, "utf8").split("\n");
}
