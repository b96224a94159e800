import type { LogRecord } from "../report/log-record";

/** A way to the log relay. */
export interface Relay {
  /**
   * Sends records in one exchange. Returning means that the relay took all of them, as far as its protocol can say.
   *
   * @param deadline milliseconds since 1970, after which the exchange is given up
   * @throws RelayError
   */
  send(records: readonly LogRecord[], deadline: number): Promise<void>;
  /** Drops connections that are kept open. */
  close(): void;
}
