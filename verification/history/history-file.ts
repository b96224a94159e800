import { appendFileSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { entryIn, type Entry } from "./entry";

/** Earlier lines are not read: a file that grew for years must not fill the memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The runs in a history file, the oldest first. None if there is no such file. */
export function readHistory(file: string, mostBytes: number = MOST_BYTES): Entry[] {
  return historyLines(file, mostBytes).flatMap(entryIn);
}

/** The lines of any history file, as far as they are read. The first may be half a one. None if there is no such file. */
export function historyLines(file: string, mostBytes: number = MOST_BYTES): string[] {
  return existsSync(file) ? endOf(file, mostBytes).split("\n") : [];
}

/** Adds a run to the history file, as one line. */
export function appendEntry(file: string, entry: object): void {
  mkdirSync(dirname(file), { recursive: true });
  // A run that was killed may have left half a line.
  const isWhole = !existsSync(file) || /^\n?$/.test(endOf(file, 1));
  appendFileSync(file, `${isWhole ? "" : "\n"}${JSON.stringify(entry)}\n`);
}

/** The last bytes of a file. The first line may be half a one, which is no run. */
function endOf(file: string, mostBytes: number): string {
  const opened = openSync(file, "r");
  try {
    const { size } = fstatSync(opened);
    const end = Buffer.alloc(Math.min(size, mostBytes));
    const read = readSync(opened, end, 0, end.length, size - end.length);
    return end.toString("utf8", 0, read);
  } finally {
    closeSync(opened);
  }
}
