/**
 * What the caller must do after a failure. transient: try again later. slow: the time was up, and fewer records may
 * work. permanent: never send these records again; a record that is alone in the exchange is the cause. credentials:
 * try again once, with a freshly fetched secret.
 */
export type FailureKind = "transient" | "slow" | "permanent" | "credentials";

/** A failed exchange with the relay. The message names the failure and never what was sent. */
export class RelayError extends Error {
  constructor(
    public readonly kind: FailureKind,
    message: string,
    public readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

/**
 * A certificate that one side does not accept. Either certificate may have been rotated, so the secret should be
 * fetched again.
 */
const TLS_REFUSAL = /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/;

/** Classifies what a socket threw. */
export function fromSocketError(error: unknown): RelayError {
  if (error instanceof RelayError) return error;
  const { code = "", message = "" } = error as NodeJS.ErrnoException;
  const kind = TLS_REFUSAL.test(code) ? "credentials" : "transient";
  return new RelayError(kind, code ? `${code}: ${message}` : message);
}
