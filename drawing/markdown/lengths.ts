/** How long a list may be. A longer list says how much of it is left out, and where to find the rest. */
export interface Lengths {
  /** The most points of an entry, and the most rows. */
  readonly lines: number;
  /** The most items in a group of items that are alike. */
  readonly items: number;
}

/** No one reads more than 300 lines of one rule, but all items are listed so that readers can find their account. */
export const WHOLE: Lengths = { lines: 300, items: Infinity };

/** For small spaces: a few lines of everything say more than every line of the first thing. */
export const SHORT: Lengths = { lines: 20, items: 20 };
