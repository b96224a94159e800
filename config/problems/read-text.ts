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
    const encoding = otherEncoding(bytes);
    if (encoding !== undefined) return { unreadable: `it is encoded as ${encoding}: save it as UTF-8` };
    const text = bytes.toString("utf8").replace(/^\ufeff/, "");
    return { text, sha256: createHash("sha256").update(bytes).digest("hex") };
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    return { unreadable: REASONS[code] ?? message };
  }
}

/** UTF-16, which some editors and shells of Windows write. In UTF-8 a text has no zero bytes. */
function otherEncoding(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const isWide = bytes.length > 3 && (bytes[1] === 0 || bytes[0] === 0);
  return isMarked || isWide ? "UTF-16" : undefined;
}
