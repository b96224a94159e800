import { isFold, linesOf, type Cell, type Piece, type State } from "../report-model";
import { code, markdown } from "../text";

/** A cell as Markdown, on a single line of the file. */
export function cellText(cell: Cell): string {
  if (isFold(cell)) return markdown(cell.summary);
  return linesOf(cell)
    .map((pieces) => pieces.map(pieceText).join(" "))
    .join("<br>");
}

function pieceText(piece: Piece): string {
  if (typeof piece === "string") return markdown(piece);
  return "code" in piece ? code(piece.code) : stateText(piece);
}

/** A state in words. Markdown has no colour, so a bad state is bold. */
export function stateText({ label, tone }: State): string {
  return tone === "bad" ? `**${markdown(label)}**` : markdown(label);
}
