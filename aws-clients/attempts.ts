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
  #made = 0;
  #firstError: unknown;

  /** @throws AbortError; every other failure is part of the result */
  async read<Found>(part: string, answer: Promise<Found>): Promise<Read<Found>> {
    this.#made += 1;
    try {
      return await answer;
    } catch (error) {
      if ((error as Error).name === "AbortError") throw error;
      this.#firstError ??= error;
      this.unread.push({ part, ...readFailure(error) });
      return UNREAD;
    }
  }

  /** If nothing at all could be read, there is one common cause, which is reported once. @throws the first error */
  throwIfAllFailed(): void {
    if (this.#made > 0 && this.unread.length === this.#made) throw this.#firstError;
  }
}
