import { readFailure, type ReadFailure } from "./read-failure";

/** Stands for what AWS did not let us read, so that nothing can be said about it. */
export const UNREAD = "unread";

/** A value that was read, or the note that it could not be read. */
export type Read<Found> = Found | typeof UNREAD;

/** A part of a region that could not be read, e.g. `rule acme-guardduty-findings`. */
export interface UnreadPart extends ReadFailure {
  readonly part: string;
}

/** Several reads at once. Each may fail alone, so that one refusal does not hide what the others show. */
export class Attempts {
  readonly unread: UnreadPart[] = [];

  /** @throws AbortError; every other failure is part of the result */
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
