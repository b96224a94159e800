import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { JSON_SCHEMA_FILE, jsonSchemaText } from "../../../config/json-schema";
import { parseSnapshot } from "../../../organization/parse-snapshot";
import type { Snapshot } from "../../../organization/snapshot";
import { snapshotText } from "../../../organization/write-snapshot";

/** A file to write, and where it lies until it is complete. */
interface NewFile {
  readonly path: string;
  readonly half: string;
  readonly text: string;
}

/**
 * Writes a config and its snapshot, neither of which was there. Both lie complete beside their places first; the config,
 * which names the snapshot, gets its place last, and if it cannot, the snapshot gives its own up again.
 * @throws ProblemsError if the loader would reject the snapshot; an error of the file system if one cannot be written
 */
export function writeTogether(path: string, text: string, snapshotPath: string, snapshot: Snapshot): void {
  const files = [newFile(snapshotPath, snapshotText(snapshot)), newFile(path, text)];
  parseSnapshot(files[0]!.text, snapshotPath);
  const placed: string[] = [];
  try {
    mkdirSync(dirname(snapshotPath), { recursive: true });
    for (const { half, text: content } of files) writeFileSync(half, content, { flag: "wx" });
    writeFileSync(join(dirname(path), JSON_SCHEMA_FILE), jsonSchemaText());
    for (const file of files) {
      putInPlace(file);
      placed.push(file.path);
    }
  } catch (error) {
    for (const place of placed) rmSync(place, { force: true });
    throw error;
  } finally {
    for (const { half } of files) rmSync(half, { force: true });
  }
}

function newFile(path: string, text: string): NewFile {
  return { path, half: `${path}.${process.pid}.tmp`, text };
}

/** A link fails if somebody has taken the place meanwhile, where renaming would replace their file. Some disks have no links. */
function putInPlace({ path, half }: NewFile): void {
  try {
    linkSync(half, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
    renameSync(half, path);
  }
}
