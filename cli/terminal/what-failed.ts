import { CommandError } from "./io";

/**
 * Describes for a person what ended one part of a command; the other parts go on. AWS's refusals begin with their name.
 * @throws AbortError if the person interrupted, which ends all parts
 */
export function whatFailed(error: unknown, signal: AbortSignal): string {
  signal.throwIfAborted();
  return error instanceof CommandError ? error.message : String(error);
}
