import { createHash } from "node:crypto";
import type { LogRecord } from "../report/log-record";

/** What every server takes in a header: an odd id must not make the relay refuse, and us think that it is down. */
const FITS_A_HEADER = /^[\x21-\x7e]{1,256}$/;

/**
 * A record's key, or a digest: of its key where that does not fit into a header, of all keys for several records. The same records always go under
 * the same key.
 */
export function idempotencyKey(records: readonly LogRecord[]): string {
  const keys = records.map(({ key }) => key);
  if (keys.length === 1 && FITS_A_HEADER.test(keys[0]!)) return keys[0]!;
  return createHash("sha256").update(keys.join("\n")).digest("hex");
}
