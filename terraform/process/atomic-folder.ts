import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { isAlive } from "./is-alive";

/** Writes a file so that a reader sees the old bytes or the new ones, never half of them. */
export function writeFileAtomically(path: string, bytes: string | Buffer): void {
  const half = `${path}.${process.pid}`;
  writeFileSync(half, bytes);
  renameSync(half, path);
}

/** A folder being staged beside the one that it will replace. */
export interface StagedFolder {
  readonly path: string;
  /**
   * Moves the staged folder into the place of the old one.
   * @param mode who may read it. @default everybody
   */
  publish(mode?: number): void;
  /** Removes the staged folder; the old one stays. Does nothing after `publish`. */
  discard(): void;
}

/**
 * Stages a folder that replaces `target` as a whole. Only its owner can read it before it is published. Folders that
 * killed processes staged there are removed.
 */
export function stageFolder(target: string): StagedFolder {
  mkdirSync(dirname(target), { recursive: true });
  removeLeftovers(target);
  const sibling = (purpose: string) => join(dirname(target), `.${basename(target)}.${purpose}-`);
  const path = mkdtempSync(sibling(`staged-${process.pid}`));
  return {
    path,
    publish: (mode = 0o755) => {
      chmodSync(path, mode);
      const old = existsSync(target) ? mkdtempSync(sibling("old")) : undefined;
      if (old !== undefined) renameSync(target, old);
      renameSync(path, target);
      if (old !== undefined) rmSync(old, { recursive: true, force: true });
    },
    discard: () => rmSync(path, { recursive: true, force: true }),
  };
}

function removeLeftovers(target: string): void {
  const beginning = `.${basename(target)}.staged-`;
  for (const name of readdirSync(dirname(target)).filter((name) => name.startsWith(beginning))) {
    if (isAlive(Number.parseInt(name.slice(beginning.length), 10))) continue;
    rmSync(join(dirname(target), name), { recursive: true, force: true });
  }
}
