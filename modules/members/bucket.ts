import { createHash } from "node:crypto";

/**
 * How many resources the members of a region are spread over. Terraform's for_each is quadratic in its map, buckets
 * keep it linear. The number is fixed for ever: another one would move the address of every member.
 */
export const BUCKETS = 64;

/** Every region asks for the same accounts. */
const known = new Map<string, string>();

/** An account's bucket, 00 to 63: a hash of its id, so that accounts that come and go move no other. */
export function bucketOf(accountId: string): string {
  const bucket = known.get(accountId) ?? hashed(accountId);
  known.set(accountId, bucket);
  return bucket;
}

function hashed(accountId: string): string {
  const hash = createHash("sha256").update(accountId).digest();
  return String(hash.readUInt32BE(0) % BUCKETS).padStart(2, "0");
}
