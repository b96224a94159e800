import { gapKey, type Gap } from "../compare/gap";
import type { Verification } from "../verify";
import { lastOf, type Entry } from "./entry";

/** What changed in each region since it was last verified. Nothing for a region that was never verified before. */
export interface Change {
  /** Gaps that were not there before. */
  readonly worse: readonly Gap[];
  /** How many gaps have gone since then. */
  readonly mended: number;
  /** ISO 8601: the oldest run that was used for the comparison. */
  readonly since?: string;
}

/** Compares a run with the latest run of the same regions in the history. */
export function changeSince(earlier: readonly Entry[], verification: Verification): Change {
  const worse: Gap[] = [];
  const compared: string[] = [];
  let mended = 0;
  for (const { region, gaps } of verification.regions) {
    const before = lastOf(region, earlier);
    if (!before) continue;
    compared.push(before.verifiedAt);
    const known = new Set(before.gaps.filter((key) => key.split(" ")[1] === region));
    const now = new Set(gaps.map(gapKey));
    worse.push(...gaps.filter((gap) => !known.has(gapKey(gap))));
    mended += [...known].filter((key) => !now.has(key)).length;
  }
  const since = compared.sort()[0];
  return { worse, mended, ...(since ? { since } : {}) };
}
