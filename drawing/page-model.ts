/** How good a state is: it colours a cell. The words are in the cell as well. */
export type Tone = "good" | "fine" | "caution" | "bad" | "quiet";

/** A state in words and in colour: a colour alone tells not everybody. */
export interface PageState {
  /** What the cell says. */
  readonly label: string;
  readonly tone: Tone;
}

/** A cell of a matrix. Its state is a key of the matrix's states. */
export interface PageCell {
  readonly state: string;
  /** Details on demand. */
  readonly because: string;
}

/** What a matrix has a row for. */
export interface PageItem {
  /** Part of deep links: `#<id>/<column>`. */
  readonly id: string;
  /** Anything else a person may look for. */
  readonly names: readonly string[];
}

/** A heat map. Items whose cells are alike share a row. */
export interface PageMatrix {
  readonly kind: "matrix";
  readonly id: string;
  /** Tells it from the page's other matrices. */
  readonly label: string;
  /** What the rows are, e.g. `account`. */
  readonly noun: string;
  readonly columns: readonly string[];
  readonly states: Readonly<Record<string, PageState>>;
  readonly groups: readonly { readonly items: readonly PageItem[]; readonly cells: readonly PageCell[] }[];
  /** Whether a person may search it item by item. */
  readonly searchable: boolean;
}

/** Text, lines of text, or a state in its colour. */
export type PageText = string | readonly string[] | PageState;

/** Rows of text, for what is read from top to bottom and needs no search. */
export interface PageTable {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly PageText[])[];
  /** Whether a row's first cell is the id of something on the page, and links to it. */
  readonly linked?: boolean;
}

/** Something that can be linked to and opened: a rule with its evidence. */
export interface PageEntry {
  readonly id: string;
  readonly badge: PageState;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly points: readonly string[];
  readonly open: boolean;
}

/** What a section is made of. `kind` tells them apart. */
export type PageBlock =
  | PageMatrix
  | PageTable
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "entries"; readonly label: string; readonly entries: readonly PageEntry[] };

/** A part of the page under a heading of its own, which can be linked to. */
export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly PageBlock[];
}

/** A page to read and to sign: the review of plans, or the verification of what is live. */
export interface Page {
  readonly title: string;
  readonly verdict: { readonly passed: boolean; readonly headline: string; readonly summary: string };
  readonly sections: readonly PageSection[];
}
