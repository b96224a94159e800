import type { Block, Report } from "../report-model";
import { html } from "../text";
import { renderCell } from "./render-cell";
import { renderEntries } from "./render-entries";
import { renderMatrix } from "./render-matrix";
import { renderShares } from "./render-shares";
import { renderTable } from "./render-table";
import { renderTimeline } from "./render-timeline";

/** A block as HTML. */
export function renderBlock(block: Block, report: Report): string {
  switch (block.kind) {
    case "matrix":
      return renderMatrix(block);
    case "table":
      return renderTable(block, report);
    case "facts":
      return renderTable({ ...block, columns: ["what", "value"], rows: block.facts }, report);
    case "entries":
      return renderEntries(block, report);
    case "shares":
      return renderShares(block);
    case "timeline":
      return renderTimeline(block, report);
    case "list":
      return `<ul>${block.items.map((item) => `<li>${renderCell(item)}</li>`).join("")}</ul>`;
    case "text":
      return `<p>${html(block.text)}</p>`;
  }
}
