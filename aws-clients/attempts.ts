import { readFailure, type ReadFailure } from "./read-failure";

/** Stands for what AWS did not let us read: it is neither right nor wrong. */
export const UNREAD = "unread";

/** What was read, or that it could not be. */
export type Read<Found> = Found | typeof UNREAD;

/** A part of a region that could not be read, e.g. `rule acme-guardduty-findings`. */
export interface UnreadPart extends ReadFailure {
  readonly part: string;
}

/** Reads side by side, of which each may fail alone: one refusal must not hide what the others show. */
export class Attempts {
  readonly unread: UnreadPart[] = [];

  /** @throws an AbortError alone */
  async read<Found>(part: string, answer: Promise<Found>): Promise<Read<Found>> {
    try {
      return await answer;
    } catch (error) {
      if ((error as Error).name === "AbortError") throw error;
      this.unread.push({ part, ...readFailure(error) });
      return UNREAD;
    }
  }
}
