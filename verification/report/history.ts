import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { gapKey, type Gap } from "../compare/gap";
import { gapsOf, type Verification } from "../verify";

/** A run of verify as one line of the history file. */
interface Entry {
  readonly verifiedAt: string;
  readonly regions: readonly string[];
  /** Keys of gaps. */
  readonly gaps: readonly string[];
}

/** What changed in each region since it was last verified. Nothing for a region that was never verified before. */
export interface Change {
  /** Gaps that were not there before. */
  readonly worse: readonly Gap[];
  /** How many gaps have gone since then. */
  readonly mended: number;
  /** ISO 8601: the oldest run that was used for the comparison. */
  readonly since?: string;
}

/** Compares a run with the latest run of the same regions in the history file. */
export function changeSince(file: string, verification: Verification): Change {
  const entries = readHistory(file).reverse();
  const worse: Gap[] = [];
  const compared: string[] = [];
  let mended = 0;
  for (const { region, gaps } of verification.regions) {
    const before = entries.find(({ regions }) => regions.includes(region));
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

/** Adds a run to the history file, as one line. */
export function remember(file: string, verification: Verification): void {
  const entry: Entry = {
    verifiedAt: verification.verifiedAt,
    regions: verification.regions.map(({ region }) => region),
    gaps: gapsOf(verification).map(gapKey),
  };
  mkdirSync(dirname(file), { recursive: true });
  // A run that was killed may have left half a line.
  const whole = !existsSync(file) || /(^|\n)$/.test(readFileSync(file, "utf8"));
  appendFileSync(file, `${whole ? "" : "\n"}${JSON.stringify(entry)}\n`);
}

function readHistory(file: string): Entry[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").flatMap(entryOf);
}

/**
 * Returns nothing for a line that is not a run: a killed run may have left half a line, or a person may have edited the
 * file.
 */
function entryOf(line: string): Entry[] {
  try {
    const value = JSON.parse(line) as Partial<Entry> | null;
    const isEntry = typeof value?.verifiedAt === "string" && areTexts(value.regions) && areTexts(value.gaps);
    return isEntry ? [value as Entry] : [];
  } catch {
    return [];
  }
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
