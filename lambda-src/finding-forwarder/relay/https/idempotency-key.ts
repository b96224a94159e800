import { createHash } from "node:crypto";
import type { LogRecord } from "../../report/log-record";

/**
 * What every server accepts in a header: an unusual id must not make the relay refuse the request, so that we think it
 * is down.
 */
const FITS_A_HEADER = /^[\x21-\x7e]{1,256}$/;

/**
 * The key of a record. A digest of the key if it does not fit into a header, and a digest of all keys for several
 * records. The same records always have the same key.
 */
export function idempotencyKey(records: readonly LogRecord[]): string {
  const keys = records.map(({ key }) => key);
  if (keys.length === 1 && FITS_A_HEADER.test(keys[0]!)) return keys[0]!;
  return createHash("sha256").update(keys.join("\n")).digest("hex");
}
