import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseSnapshot } from "./parse-snapshot";
import type { Snapshot } from "./snapshot";

/** A snapshot as the text of its file: the same accounts give the same bytes, so that a diff shows only what changed. */
export function snapshotText(snapshot: Snapshot): string {
  return `${JSON.stringify(snapshot, null, 2)}\n`;
}

/**
 * Writes a snapshot atomically: into a file beside it, which then replaces it.
 * @throws ProblemsError if the loader would reject the new snapshot
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
