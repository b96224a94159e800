const FAILURES_TO_OPEN = 3;
const OPEN_MILLISECONDS = 30_000;

/**
 * Avoids waiting for a relay that is down: after three failures in a row the relay is left alone for half a minute,
 * then one exchange may try. It lives as long as the execution environment.
 */
export class CircuitBreaker {
  private failures = 0;
  private openUntil = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** Seconds until the relay may be tried again, or 0. */
  secondsLeft(): number {
    return Math.max(0, Math.ceil((this.openUntil - this.now()) / 1000));
  }

  succeeded(): void {
    this.failures = 0;
    this.openUntil = 0;
  }

  /** @param retryAfterSeconds the delay, if the relay itself gave one */
  failed(retryAfterSeconds?: number): void {
    this.failures++;
    const rest = this.failures >= FAILURES_TO_OPEN ? OPEN_MILLISECONDS : 0;
    const asked = Math.min((retryAfterSeconds ?? 0) * 1000, OPEN_MILLISECONDS * 10);
    this.openUntil = this.now() + Math.max(rest, asked);
  }
}
