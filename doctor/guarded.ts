import type { CheckId } from "./checks";
import { at, unchecked, type Line, type Place } from "./line";

/** A check that fails on its own account: the others go on, and it is listed as not checked. */
export interface Guarded<Result> {
  readonly result?: Result;
  readonly lines: readonly Line[];
}

/** Runs a check. @throws AbortError; every other failure is a line */
export async function guarded<Result>(
  place: Place,
  check: CheckId,
  what: string,
  work: () => Promise<Result>,
): Promise<Guarded<Result>> {
  try {
    return { result: await work(), lines: [] };
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    const evidence = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { lines: at(place, [unchecked(check, what, evidence, "run it again; if it stays, report it")]) };
  }
}
