/** An exchange that took no longer than this leaves room for twice as many records within ten seconds (relay-connection.ts). */
const QUICK_MILLISECONDS = 3_000;

/**
 * How many records a relay takes in one exchange before its time is up: as many as there are, until it was too slow for that. It lives as long
 * as the execution environment, so that the next batch does not start with an exchange that is bound to fail.
 */
export class ExchangeSize {
  /** Records to send at once, at most. */
  limit = Infinity;

  tooSlow(records: number): void {
    this.limit = Math.max(1, Math.ceil(records / 2));
  }

  succeeded(records: number, milliseconds: number): void {
    if (records >= this.limit && milliseconds <= QUICK_MILLISECONDS) this.limit *= 2;
  }
}
