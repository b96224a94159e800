import { filledFields, type Entries, type Entry } from "../report-model";
import { markdown } from "../text";
import type { Lengths } from "./lengths";
import { cellText, stateText } from "./render-cell";
import { bulletsUpTo, markdownTable } from "./render-list";

/** Draws entries of kind `read` in full, and entries of kind `find` as a table without points and fixes. */
export function entriesParagraphs(block: Entries, lengths: Lengths, whole: string): string[] {
  if (block.view === "read") return block.entries.flatMap((entry) => entryParagraphs(entry, lengths, whole));
  return [indexTable(block)];
}

function entryParagraphs({ id, state, title, note, points, fix }: Entry, { lines }: Lengths, whole: string) {
  return [
    `### ${markdown(id)} ${stateText(state)}${title === "" ? "" : `: ${markdown(title)}`}`,
    ...(note === "" ? [] : [markdown(note)]),
    ...bulletsUpTo(lines, points.map(cellText), whole),
    ...(fix === "" ? [] : [`Fix: ${markdown(fix)}`]),
  ];
}

function indexTable({ heads, entries }: Entries): string {
  const fields = filledFields(entries).filter((field) => field !== "points" && field !== "fix");
  return markdownTable(
    fields.map((field) => heads[field]),
    entries.map((entry) => fields.map((field) => cellText(entry[field]))),
  );
}
