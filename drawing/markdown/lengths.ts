/** How long a list may be. A longer one says how much of it is left out, and where that is. */
export interface Lengths {
  /** Of an entry's points, and of rows. */
  readonly lines: number;
  /** Of items that are alike. */
  readonly items: number;
}

/** Nobody reads more of one rule; but somebody may look for their account. */
export const WHOLE: Lengths = { lines: 300, items: Infinity };

/** For little room: a little of everything says more than all of the first thing. */
export const SHORT: Lengths = { lines: 20, items: 20 };
