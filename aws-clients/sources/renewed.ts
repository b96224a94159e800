/** Keys in the shape that SDK clients take. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Absent if they are for good, or nobody says. */
  readonly expiration?: Date;
}

const RENEW_BEFORE_MS = 5 * 60_000;

/** Keys that are got once for all who ask, again shortly before they expire, and again after a failure. */
export function renewed(get: () => Promise<Credentials>): () => Promise<Credentials> {
  let current: Promise<Credentials> | undefined;
  let renewAt = 0;
  return () => {
    if (current && Date.now() < renewAt) return current;
    renewAt = Infinity;
    current = get();
    current.then(
      ({ expiration }) => (renewAt = (expiration?.getTime() ?? Infinity) - RENEW_BEFORE_MS),
      () => (renewAt = 0),
    );
    return current;
  };
}
