import {
  isFold,
  linesOf,
  upTo,
  type Block,
  type Cell,
  type Entry,
  type Piece,
  type Report,
} from "./report-model";
import { table } from "./table";

/** What a terminal shows of a report. */
export interface TextProps {
  /**
   * Ids of the sections to show, in this order. The others are for a page: a terminal has no room for a matrix with
   * thousands of rows.
   */
  readonly sections: readonly string[];
  /** The most points of an entry that are shown. */
  readonly points: number;
}

/** A report for a terminal, without colours: the verdict, the chosen sections, and the headline last. */
export function renderText({ verdict, sections }: Report, props: TextProps): string {
  const chosen = props.sections.flatMap((id) => sections.filter((section) => section.id === id));
  const paragraphs = chosen.flatMap(({ blocks }) => blocks.flatMap((block) => blockTexts(block, props)));
  return [verdict.summary, ...paragraphs, verdict.headline].join("\n\n");
}

function blockTexts(block: Block, { points }: TextProps): string[] {
  switch (block.kind) {
    case "table":
      return [
        table(
          block.columns,
          block.rows.map((row) => row.map((cell) => cellText(cell, "; "))),
        ),
      ];
    case "facts":
      return [block.facts.map(([name, value]) => `${name}: ${cellText(value, "; ")}`).join("\n")];
    case "list":
      return [block.items.map((item) => cellText(item, "\n  ")).join("\n")];
    case "entries":
      return block.entries.map((entry) => entryText(entry, points));
    case "text":
      return [block.text];
    case "matrix":
    case "shares":
    case "timeline":
      return [];
  }
}

function entryText({ id, state, title, note, points, fix }: Entry, most: number): string {
  const { shown, more } = upTo(most, points);
  return [
    title === "" ? `${id}: ${state.label}` : `${id} ${state.label}: ${title}`,
    ...(note === "" ? [] : [`  ${note}`]),
    ...shown.map((point) => `  ${cellText(point, "\n    ")}`),
    ...(more === 0 ? [] : [`  and ${more} more`]),
    ...(fix === "" ? [] : [`  fix: ${fix}`]),
  ].join("\n");
}

function cellText(cell: Cell, between: string): string {
  if (isFold(cell)) return cell.summary;
  return linesOf(cell)
    .map((pieces) => pieces.map(pieceText).join(" "))
    .join(between);
}

function pieceText(piece: Piece): string {
  if (typeof piece === "string") return piece;
  return "code" in piece ? piece.code : piece.label;
}
