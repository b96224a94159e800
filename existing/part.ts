import { UNREAD, type Read } from "../aws-clients/attempts";
import { readFailure } from "../aws-clients/read-failure";

/** Stands for what AWS did not let us read, with the reason. It is never written as if nothing were there. */
export interface Unread {
  readonly unread: string;
}

/** A part of a region that was read, or the reason why it was not. */
export type Part<Found> = Found | Unread;

/** Whether a part could not be read. */
export function isUnread(part: unknown): part is Unread {
  return typeof part === "object" && part !== null && "unread" in part;
}

/** What was read of a part; undefined if it could not be read, or is not there. */
export function found<Found>(part: Part<Found> | undefined): Found | undefined {
  return part === undefined || isUnread(part) ? undefined : part;
}

/** The same part for readers that keep the reason elsewhere. */
export function asRead<Found>(part: Part<Found>): Read<Found> {
  return isUnread(part) ? UNREAD : part;
}

const LONGEST_REASON = 300;

/**
 * A part that is read now. A failure becomes its reason, on one line.
 * @throws AbortError
 */
export async function readPart<Found>(answer: Promise<Found>): Promise<Part<Found>> {
  try {
    return await answer;
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    return unreadBecause(error);
  }
}

/** The note that takes the place of what could not be read. */
export function unreadBecause(error: unknown): Unread {
  const text = typeof error === "string" ? error : readFailure(error).error;
  return { unread: text.replace(/[\s\p{Cc}]+/gu, " ").slice(0, LONGEST_REASON) };
}
