import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseSnapshot } from "./parse-snapshot";
import type { Snapshot } from "./snapshot";

/** A snapshot as its file holds it: the same accounts make the same bytes, so that a diff shows what changed. */
export function snapshotText(snapshot: Snapshot): string {
  return `${JSON.stringify(snapshot, null, 2)}\n`;
}

/**
 * Writes a snapshot whole or not at all: into a file beside it, which then takes its place.
 * @throws ProblemsError where the loader would refuse what is about to be written
 */
export function writeSnapshot(path: string, snapshot: Snapshot): void {
  const text = snapshotText(snapshot);
  parseSnapshot(text, path);
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(half, text, { flag: "wx" });
    renameSync(half, path);
  } finally {
    rmSync(half, { force: true });
  }
}
