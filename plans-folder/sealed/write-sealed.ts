import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { OperatorError } from "../../config/problems/operator-error";
import { encrypted } from "./frames";
import { headerBytes, type SealedHeader } from "./header";
import { filesIn, type ListedFile } from "./listed-files";

/** A plans folder, and the file that it is sealed into. */
export interface ToSeal {
  readonly folder: string;
  /** The folder as the operator named it. */
  readonly shown: string;
  readonly file: string;
  readonly header: SealedHeader;
  /** The data key. Absent if the bucket encrypts: the file is then as secret as the plans. */
  readonly key?: Buffer;
}

/**
 * Writes a plans folder as one file that only its owner can read. It appears as a whole or not at all. Returns what is in it.
 * @throws OperatorError if something in the folder cannot be sealed
 */
export function writeSealed({ folder, shown, file, header, key }: ToSeal): readonly ListedFile[] {
  const files = filesIn(folder, shown);
  const start = headerBytes(header);
  const plain = plainBytes(folder, shown, files);
  const half = `${file}.${process.pid}`;
  rmSync(half, { force: true });
  const handle = openSync(half, "wx", 0o600);
  try {
    writeAll(handle, start);
    for (const piece of key ? encrypted(plain, { key, header: start }) : plain) writeAll(handle, piece);
    renameSync(half, file);
  } finally {
    closeSync(handle);
    rmSync(half, { force: true });
  }
  return files;
}

/** The length of the list of files in four bytes, the list, and then each file's bytes. */
function* plainBytes(folder: string, shown: string, files: readonly ListedFile[]): Generator<Buffer> {
  const list = Buffer.from(JSON.stringify(files));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(list.length);
  yield Buffer.concat([length, list]);
  for (const { path, bytes } of files) {
    const content = readFileSync(join(folder, path));
    if (content.length !== bytes)
      throw new OperatorError(
        `${join(shown, path)} changed while it was sealed`,
        "seal again once nothing else works in that folder",
      );
    yield content;
  }
}

function writeAll(handle: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
}
