import { createHash } from "node:crypto";

/**
 * How many resources a region's members are spread over. The time of Terraform's for_each grows with the square of its
 * map, and buckets keep it linear. The number is fixed for ever: another one would change the address of every member.
 */
export const BUCKETS = 64;

/** The name of a bucket's resource, and of the local that holds its accounts. */
export function bucketName(bucket: string): string {
  return `members_${bucket}`;
}

/** The names of all buckets, also of those without accounts. */
export const BUCKET_NAMES: readonly string[] = Array.from({ length: BUCKETS }, (_, n) =>
  bucketName(padded(n)),
);

/** The buckets computed so far: every region asks for the same accounts, so each is hashed only once. */
const known = new Map<string, string>();

/**
 * An account's bucket, 00 to 63. It is a hash of the account's id, so that other accounts do not move when one comes or
 * goes.
 */
export function bucketOf(accountId: string): string {
  const bucket = known.get(accountId) ?? hashed(accountId);
  known.set(accountId, bucket);
  return bucket;
}

function hashed(accountId: string): string {
  const hash = createHash("sha256").update(accountId).digest();
  return padded(hash.readUInt32BE(0) % BUCKETS);
}

function padded(bucket: number): string {
  return String(bucket).padStart(2, "0");
}
