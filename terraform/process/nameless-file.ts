import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file without a name. It is gone when the last process that has it open ends. */
export interface NamelessFile {
  readonly descriptor: number;
  /** Reads everything that was written into it, by any process, and closes it here. */
  readAndClose(): string;
}

/**
 * Makes a file without a name. A child that writes into it, rather than into a pipe, can go on if this process is
 * killed.
 */
export function namelessFile(): NamelessFile {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-"));
  const descriptor = openSync(join(folder, "output"), "w+", 0o600);
  rmSync(folder, { recursive: true });
  return {
    descriptor,
    readAndClose: () => {
      const bytes = Buffer.alloc(fstatSync(descriptor).size);
      readSync(descriptor, bytes, 0, bytes.length, 0);
      closeSync(descriptor);
      return bytes.toString("utf8");
    },
  };
}
