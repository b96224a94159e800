import { filledFields, upTo, type Cell, type Entries, type Entry, type Report } from "../report-model";
import { html } from "../text";
import { folded } from "./folded";
import { renderCell, renderState } from "./render-cell";
import { moreText, plainTable } from "./render-table";

/** The most points that an entry shows. It keeps the page a reasonable size. */
const MOST_POINTS = 300;

/** The most entries that are visible before a reader unfolds them all. */
const FIRST_ENTRIES = 10;

/** The points that are visible before a reader unfolds the rest. */
const FIRST_POINTS = 5;

/** Draws entries of kind `read` as a table, and entries of kind `find` as details with a search. */
export function renderEntries(block: Entries, report: Report): string {
  const { view, caption, entries, open = [] } = block;
  if (view === "read") return renderRead(block, report);
  const details = entries.map((entry) => renderEntry(entry, open.includes(entry.id), report)).join("\n");
  const all = `<div class="entries" data-label="${html(caption)}">${details}</div>`;
  return entries.length <= FIRST_ENTRIES
    ? all
    : folded(`${entries.length} ${caption}: ${tally(entries)}`, all);
}

/** How many entries are in each state. */
function tally(entries: readonly Entry[]): string {
  const labels = entries.map(({ state }) => state.label);
  const count = (label: string) => labels.filter((one) => one === label).length;
  return [...new Set(labels)].map((label) => `${count(label)} ${label}`).join(", ");
}

function renderRead({ caption, heads, entries }: Entries, report: Report): string {
  const fields = filledFields(entries);
  const targets = idsToFind(report);
  const rows = entries.map((entry) => {
    const { id, state, title, note, points, fix } = entry;
    const cells = {
      id: targets.has(id) ? `<a href="#${html(id)}">${html(id)}</a>` : html(id),
      state: renderState(state),
      ...{ title: html(title), note: html(note), points: renderPoints(points, report), fix: html(fix) },
    };
    return fields.map((field) => cells[field]);
  });
  return plainTable(
    caption,
    fields.map((field) => heads[field]),
    rows,
    Infinity,
  );
}

function idsToFind({ sections }: Report): ReadonlySet<string> {
  const blocks = sections.flatMap((section) => section.blocks);
  return new Set(
    blocks.flatMap((block) =>
      block.kind === "entries" && block.view === "find" ? block.entries.map(({ id }) => id) : [],
    ),
  );
}

function renderPoints(points: readonly Cell[], report: Report): string {
  const first = points.slice(0, FIRST_POINTS).map(renderCell).join("<br>");
  const rest = points.slice(FIRST_POINTS);
  if (rest.length === 0) return first;
  return `${first}<details><summary>and ${rest.length} more</summary>${pointList(rest, report)}</details>`;
}

function renderEntry({ id, state, title, note, points, fix }: Entry, isOpen: boolean, report: Report) {
  const paragraphs = [note, fix === "" ? "" : `Fix: ${fix}`].filter((text) => text !== "");
  return `<details id="${html(id)}" class="entry" data-state="${html(state.label)}"${isOpen ? " open" : ""}>
<summary>${renderState(state)} <b>${html(id)}</b> ${html(title)}</summary>
<div>${pointList(points, report)}${paragraphs.map((text) => `<p>${html(text)}</p>`).join("")}<p><a href="#${html(id)}">Link to ${html(id)}</a></p></div>
</details>`;
}

function pointList(points: readonly Cell[], report: Report): string {
  if (points.length === 0) return "";
  const { shown, more } = upTo(MOST_POINTS, points);
  return `<ul>${shown.map((point) => `<li>${renderCell(point)}</li>`).join("")}${moreText(more, report, "li")}</ul>`;
}
