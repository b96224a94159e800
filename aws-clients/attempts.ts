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
  #made = 0;
  #firstError: unknown;

  /** @throws an AbortError alone */
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

  /** If nothing at all could be read, there is one cause, and it is to be said once. @throws the first error */
  throwIfAllFailed(): void {
    if (this.#made > 0 && this.unread.length === this.#made) throw this.#firstError;
  }
}
