/** How good a state is: it colours a cell. The words are in the cell as well. */
export type Tone = "good" | "fine" | "caution" | "bad" | "quiet";

/** A state in words and in colour: not everybody sees a colour. */
export interface State {
  /** What the cell says. */
  readonly label: string;
  readonly tone: Tone;
}

/** An address, a path, a hash: drawn as code. */
export interface Code {
  readonly code: string;
}

/** Plain text, code, or a state in its colour. No drawing takes any of it for markup. */
export type Piece = string | Code | State;

/** Pieces beside each other. */
export type Line = Piece | readonly Piece[];

/** Lines that a reader unfolds; where nothing unfolds, the summary stands for them. */
export interface Fold {
  readonly summary: string;
  readonly lines: readonly Line[];
}

/** One piece, a line below the other, or lines that are folded. */
export type Cell = Piece | readonly Line[] | Fold;

/** Rows to read from top to bottom. The first cell of a row says what the row is about. */
export interface Table {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Whether a short drawing may leave out rows. @default false */
  readonly isLong?: boolean;
  /** How many rows are left out already. @default 0 */
  readonly leftOut?: number;
}

/** A cell of a matrix. */
export interface MatrixCell {
  /** A key of the matrix's states. */
  readonly state: string;
  /** Details on demand. */
  readonly because: string;
}

/** Something that a matrix has a row for. */
export interface MatrixItem {
  /** Part of deep links: `#<id>/<column>`. */
  readonly id: string;
  /** Anything else that a person may look for. */
  readonly names: readonly string[];
}

/** A heat map. Items whose cells are alike share a row. */
export interface Matrix {
  readonly kind: "matrix";
  readonly id: string;
  /** Differs from the captions of the report's other matrices. */
  readonly caption: string;
  /** What the rows are, e.g. `account`. */
  readonly noun: string;
  readonly columns: readonly string[];
  readonly states: Readonly<Record<string, State>>;
  readonly groups: readonly {
    readonly items: readonly MatrixItem[];
    readonly cells: readonly MatrixCell[];
  }[];
  /**
   * Begins the names of groups, e.g. `aws` for `aws 1`, in a matrix of many items that a person searches.
   * @default each row is one item, and has its id for a name
   */
  readonly groupName?: string;
}

/** Something that can be linked to: a rule with its evidence. A text that is empty is left out. */
export interface Entry {
  readonly id: string;
  readonly state: State;
  readonly title: string;
  readonly note: string;
  readonly points: readonly Cell[];
  readonly fix: string;
}

/** Entries, to `read` one after the other or to `find` one of them. */
export interface Entries {
  readonly kind: "entries";
  readonly view: "read" | "find";
  readonly caption: string;
  /** Headers, for drawings that put entries in a table. */
  readonly heads: Readonly<Record<keyof Entry, string>>;
  readonly entries: readonly Entry[];
  /** Ids of entries that begin unfolded. @default none */
  readonly open?: readonly string[];
}

/** What a section is made of. `kind` tells them apart. */
export type Block =
  | Table
  | Matrix
  | Entries
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Cell[] }
  | {
      readonly kind: "facts";
      readonly caption: string;
      readonly facts: readonly (readonly [string, Cell])[];
    };

/** A part of the report under a heading of its own, which can be linked to. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  /** What to know before reading it. @default nothing */
  readonly lead?: string;
  readonly blocks: readonly Block[];
}

/** A report to read and to sign: the review of plans, or the verification of what is live. The gravest comes first. */
export interface Report {
  readonly title: string;
  readonly verdict: { readonly passed: boolean; readonly headline: string; readonly summary: string };
  readonly sections: readonly Section[];
  /** Where everything is that a drawing leaves out, e.g. `review.json`. */
  readonly whole: string;
}

/** A table; or, without rows, a text that says so, or nothing. */
export function tableOr(table: Omit<Table, "kind">, nothing?: string): Block[] {
  if (table.rows.length > 0) return [{ kind: "table", ...table }];
  return nothing === undefined ? [] : [{ kind: "text", text: nothing }];
}

/** An address, a path or a hash as a piece of a line. */
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

/** Fields that one entry or another has something in, in the order of reading. */
export function filledFields(entries: readonly Entry[]): (keyof Entry)[] {
  const fields = ["id", "state", "title", "note", "points", "fix"] as const;
  return fields.filter((field) => entries.some((entry) => field === "state" || entry[field].length > 0));
}

/** The first items, and how many others there are. */
export function upTo<T>(
  most: number,
  items: readonly T[],
): { readonly shown: readonly T[]; readonly more: number } {
  const shown = items.slice(0, most);
  return { shown, more: items.length - shown.length };
}
