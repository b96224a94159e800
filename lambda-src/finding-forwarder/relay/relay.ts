import type { LogRecord } from "../report/log-record";

/** A connection to the log relay. */
export interface Relay {
  /**
   * Sends records in one exchange. If it returns, the relay accepted all of them, as far as its protocol can say.
   *
   * @param deadline milliseconds since 1970, after which the exchange is abandoned
   * @throws RelayError
   */
  send(records: readonly LogRecord[], deadline: number): Promise<void>;
  /** Closes connections that are kept open. */
  close(): void;
}
