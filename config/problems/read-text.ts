import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** A file that was read. */
export interface ReadText {
  readonly text: string;
  /** SHA-256 of the file's bytes. */
  readonly sha256: string;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "this user may not read it",
  EISDIR: "it is a folder",
};

/** Reads a file as UTF-8, or returns why it cannot be read. */
export function readText(path: string): ReadText | { readonly unreadable: string } {
  try {
    const bytes = readFileSync(path);
    const text = bytes.toString("utf8").replace(/^\ufeff/, "");
    return { text, sha256: createHash("sha256").update(bytes).digest("hex") };
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    return { unreadable: REASONS[code] ?? message };
  }
}
