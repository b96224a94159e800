import { isFold, linesOf, type Cell, type Piece, type State } from "../report-model";
import { html } from "../text";

/**
 * A cell as HTML, one line below the other. Folded lines are in the HTML too, so they can be read without scripting.
 */
export function renderCell(cell: Cell): string {
  if (isFold(cell))
    return `<details><summary>${html(cell.summary)}</summary>${renderCell(cell.lines)}</details>`;
  return linesOf(cell)
    .map((pieces) => pieces.map(renderPiece).join(" "))
    .join("<br>");
}

function renderPiece(piece: Piece): string {
  if (typeof piece === "string") return html(piece);
  return "code" in piece ? `<code>${html(piece.code)}</code>` : renderState(piece);
}

/** A state as a badge of its colour. */
export function renderState({ label, tone }: State): string {
  return `<span class="badge ${tone}">${html(label)}</span>`;
}
