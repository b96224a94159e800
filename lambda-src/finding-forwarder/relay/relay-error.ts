/**
 * What a failure asks of the caller. transient: again later. slow: the time was up, fewer records may do. permanent: never again with these
 * records, whoever is alone in the exchange is to blame. credentials: again, once, with a secret that was just fetched.
 */
export type FailureKind = "transient" | "slow" | "permanent" | "credentials";

/** An exchange with the relay that failed. The message names the failure and never what was sent. */
export class RelayError extends Error {
  constructor(
    public readonly kind: FailureKind,
    message: string,
    public readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

/** A certificate that one side does not accept: either may have been rotated, so the secret is worth another look. */
const TLS_REFUSAL = /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/;

/** Classifies what a socket threw. */
export function fromSocketError(error: unknown): RelayError {
  if (error instanceof RelayError) return error;
  const { code = "", message = "" } = error as NodeJS.ErrnoException;
  const kind = TLS_REFUSAL.test(code) ? "credentials" : "transient";
  return new RelayError(kind, code ? `${code}: ${message}` : message);
}
