import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** The lower-case hexadecimal SHA-256 of exactly these bytes. */
export function sha256(bytes: string | Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The SHA-256 of a file's bytes. */
export function sha256OfFile(path: string): string {
  return sha256(readFileSync(path));
}
