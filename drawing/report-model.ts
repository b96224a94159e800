/** How good a state is. It sets the colour of a cell; the cell says the same in words. */
export type Tone = "good" | "fine" | "caution" | "bad" | "quiet";

/** A state in words and in colour, because not every reader can see colours. */
export interface State {
  /** The text in the cell. */
  readonly label: string;
  readonly tone: Tone;
}

/** An address, a path or a hash, which is drawn as code. */
export interface Code {
  readonly code: string;
}

/** Plain text, code, or a state in its colour. No renderer treats any of it as markup. */
export type Piece = string | Code | State;

/** One piece, or several pieces side by side. */
export type Line = Piece | readonly Piece[];

/** Lines that a reader can unfold. If the format cannot unfold, the summary is shown instead of them. */
export interface Fold {
  readonly summary: string;
  readonly lines: readonly Line[];
}

/** One piece, several lines below each other, or folded lines. */
export type Cell = Piece | readonly Line[] | Fold;

/** Rows to read from top to bottom. The first cell of a row says what the row is about. */
export interface Table {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Whether a short drawing may leave out rows. @default false */
  readonly isLong?: boolean;
  /** How many rows have been left out already. @default 0 */
  readonly leftOut?: number;
  /** How many rows a page shows before a reader unfolds the rest. @default 6 */
  readonly firstRows?: number;
}

/** A cell of a matrix. */
export interface MatrixCell {
  /** A key in the matrix's `states`. */
  readonly state: string;
  /** Details that are shown on demand. */
  readonly because: string;
}

/** Something that a matrix has a row for. */
export interface MatrixItem {
  /** Used in deep links: `#<id>/<column>`. */
  readonly id: string;
  /** Other names that a person may search for. */
  readonly names: readonly string[];
}

/** A heat map. Items whose cells are alike share a row. */
export interface Matrix {
  readonly kind: "matrix";
  readonly id: string;
  /** It must differ from the captions of the report's other matrices. */
  readonly caption: string;
  /** What the rows are, e.g. `account`. */
  readonly noun: string;
  readonly columns: readonly string[];
  /** What the columns are. @default "region" */
  readonly columnNoun?: string;
  readonly states: Readonly<Record<string, State>>;
  readonly groups: readonly {
    readonly items: readonly MatrixItem[];
    readonly cells: readonly MatrixCell[];
  }[];
  /**
   * How group names begin, e.g. `aws` for `aws 1`, in a matrix with many items that a person searches.
   * @default each row is one item, and has its id for a name
   */
  readonly groupName?: string;
  /** A third dimension that the page's search answers for each cell. @default there is none */
  readonly facets?: Facets;
}

/** What each cell of a matrix consists of, e.g. protection plans in an account and region. */
export interface Facets {
  /** What they are, e.g. `plan`. */
  readonly noun: string;
  readonly names: readonly string[];
  /** The answers that occur. */
  readonly answers: readonly State[];
  /** For each state of a cell, and each column: the index in `answers` for each name. */
  readonly cells: Readonly<Record<string, readonly (readonly number[])[]>>;
}

/** Something that can be linked to, such as a rule with its evidence. An empty text is not drawn. */
export interface Entry {
  readonly id: string;
  readonly state: State;
  readonly title: string;
  readonly note: string;
  readonly points: readonly Cell[];
  readonly fix: string;
}

/** Entries of which a reader should `read` each one, or `find` a particular one. */
export interface Entries {
  readonly kind: "entries";
  readonly view: "read" | "find";
  readonly caption: string;
  /** Column headers, for renderers that draw entries as a table. */
  readonly heads: Readonly<Record<keyof Entry, string>>;
  readonly entries: readonly Entry[];
  /** Ids of entries that are unfolded at first. @default none */
  readonly open?: readonly string[];
}

/** A share over time, from 0 to 100 per cent. */
export interface Share {
  readonly name: string;
  /** At least one, the oldest first. Times are milliseconds since 1970. */
  readonly points: readonly { readonly at: number; readonly value: number }[];
}

/** One small chart for each share, all over the same time. */
export interface Shares {
  readonly kind: "shares";
  readonly caption: string;
  readonly shares: readonly Share[];
}

/** A stretch of time in a state. Times are milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly state: State;
}

/** Rows of spans over the same time. The note says the same in words. */
export interface Timeline {
  readonly kind: "timeline";
  readonly caption: string;
  /** What the rows are, e.g. `region`. */
  readonly noun: string;
  readonly from: number;
  readonly to: number;
  readonly rows: readonly { readonly id: string; readonly spans: readonly Span[]; readonly note: Cell }[];
  /** How many rows have been left out already. @default 0 */
  readonly leftOut?: number;
}

/** A part of a section. `kind` says which kind of part it is. */
export type Block =
  | Table
  | Matrix
  | Entries
  | Shares
  | Timeline
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Cell[] }
  | {
      readonly kind: "facts";
      readonly caption: string;
      readonly facts: readonly (readonly [string, Cell])[];
    };

/** A part of the report under its own heading, which can be linked to. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  /** What a reader should know before reading the section. @default nothing */
  readonly lead?: string;
  readonly blocks: readonly Block[];
}

/**
 * A report to read and to sign: the review of plans, or the verification of what is live. The most serious part comes
 * first.
 */
export interface Report {
  readonly title: string;
  readonly verdict: {
    readonly passed: boolean;
    /** Whether it is about AWS itself. What passes without that is not drawn in green. @default true */
    readonly live?: boolean;
    readonly headline: string;
    readonly summary: string;
  };
  readonly sections: readonly Section[];
  /** The file that has everything a rendering leaves out, e.g. `review.json`. */
  readonly whole: string;
}

/** A table. Without rows, it is a text that says so, or nothing. */
export function tableOr(table: Omit<Table, "kind">, nothing?: string): Block[] {
  if (table.rows.length > 0) return [{ kind: "table", ...table }];
  return nothing === undefined ? [] : [{ kind: "text", text: nothing }];
}

/** Marks an address, a path or a hash as code within a line. */
export function code(text: string): Code {
  return { code: text };
}

/** A cell's lines, each with its pieces. */
export function linesOf(cell: Exclude<Cell, Fold>): readonly (readonly Piece[])[] {
  return toList<Line>(cell).map((line) => toList<Piece>(line));
}

function toList<T>(one: T | readonly T[]): readonly T[] {
  return Array.isArray(one) ? (one as readonly T[]) : [one as T];
}

/** Whether a cell is folded. */
export function isFold(cell: Cell): cell is Fold {
  return typeof cell === "object" && "lines" in cell;
}

/** The fields that at least one entry fills in, in reading order. */
export function filledFields(entries: readonly Entry[]): (keyof Entry)[] {
  const fields = ["id", "state", "title", "note", "points", "fix"] as const;
  return fields.filter((field) => entries.some((entry) => field === "state" || entry[field].length > 0));
}

/** The first items, and the number of items after them. */
export function upTo<T>(
  most: number,
  items: readonly T[],
): { readonly shown: readonly T[]; readonly more: number } {
  const shown = items.slice(0, most);
  return { shown, more: items.length - shown.length };
}
