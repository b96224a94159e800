import { type CircuitBreaker } from "../batch/circuit-breaker";
import type { LogRecord } from "../report/log-record";
import type { RelaySecret } from "./relay-options";
import { fromSocketError, RelayError } from "./relay-error";
import type { Relay } from "./relay";
import type { RelaySecretCache } from "./secret/relay-secret";

/** The longest time for one exchange, so that a stalled relay does not use up the whole invocation. */
const EXCHANGE_MILLISECONDS = 10_000;

const LEFT_ALONE = "the relay is left alone after failures";

/**
 * The relay with its secret and a circuit breaker. The driver is rebuilt if the secret changed. After refused
 * credentials there is one more try, with a freshly fetched secret.
 */
export class RelayConnection {
  private relay: Relay | undefined;
  private builtWith: RelaySecret | undefined;
  /** Why the last exchange failed. */
  private lastFailure = "";

  constructor(
    private readonly build: (secret: RelaySecret) => Relay,
    private readonly secrets: RelaySecretCache,
    private readonly breaker: CircuitBreaker,
  ) {}

  /** @throws RelayError transient, slow or permanent */
  async send(records: readonly LogRecord[], deadline: number): Promise<void> {
    const secondsLeft = this.breaker.secondsLeft();
    if (secondsLeft > 0) throw new RelayError("transient", `${LEFT_ALONE}: ${this.lastFailure}`, secondsLeft);
    try {
      await this.sendTwiceIfRefused(records, Math.min(deadline, Date.now() + EXCHANGE_MILLISECONDS));
      this.breaker.succeeded();
    } catch (error) {
      const { kind, message, retryAfterSeconds } = error as RelayError;
      if (kind === "permanent") this.breaker.succeeded();
      else this.breaker.failed(retryAfterSeconds);
      this.lastFailure = message;
      throw new RelayError(kind === "credentials" ? "transient" : kind, message, retryAfterSeconds);
    }
  }

  private async sendTwiceIfRefused(records: readonly LogRecord[], deadline: number): Promise<void> {
    try {
      const secret = this.secrets.fresh ?? (await inTime(this.secrets.get(), deadline));
      await this.relayFor(secret).send(records, deadline);
    } catch (error) {
      const failure = fromSocketError(error);
      if (failure.kind !== "credentials") throw failure;
      await this.relayFor(await inTime(this.secrets.refresh(), deadline)).send(records, deadline);
    }
  }

  private relayFor(secret: RelaySecret): Relay {
    if (!this.relay || this.builtWith !== secret) {
      this.relay?.close();
      this.relay = this.build(secret);
      this.builtWith = secret;
    }
    return this.relay;
  }
}

/** A fetch that takes longer goes on in the background, for the next caller. */
async function inTime(secret: Promise<RelaySecret>, deadline: number): Promise<RelaySecret> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const fail = () => reject(new RelayError("transient", "the relay's secret did not come in time"));
    timer = setTimeout(fail, Math.max(0, deadline - Date.now()));
  });
  try {
    return await Promise.race([secret, late]);
  } finally {
    clearTimeout(timer);
  }
}
