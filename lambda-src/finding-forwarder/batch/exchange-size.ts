/** If an exchange took no longer than this, twice as many records fit into ten seconds (relay-connection.ts). */
const QUICK_MILLISECONDS = 3_000;

/**
 * How many records a relay can take in one exchange before the time is up: no limit until an exchange was too slow. It
 * lives as long as the execution environment, so that the next batch does not start with an exchange that is certain to
 * fail.
 */
export class ExchangeSize {
  /** The most records to send at once. */
  limit = Infinity;

  tooSlow(records: number): void {
    this.limit = Math.max(1, Math.ceil(records / 2));
  }

  succeeded(records: number, milliseconds: number): void {
    if (records >= this.limit && milliseconds <= QUICK_MILLISECONDS) this.limit *= 2;
  }
}
