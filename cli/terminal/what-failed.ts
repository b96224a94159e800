import { CommandError } from "./io";

/**
 * What ended one part of a command, for a person: the other parts go on. AWS's refusals begin with their name.
 * @throws an AbortError where the person interrupted: that ends all parts
 */
export function whatFailed(error: unknown, signal: AbortSignal): string {
  signal.throwIfAborted();
  return error instanceof CommandError ? error.message : String(error);
}
