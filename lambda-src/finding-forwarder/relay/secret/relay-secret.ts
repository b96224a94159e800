import type { RelaySecret } from "../relay-options";
import { RelayError } from "../relay-error";
import { secretFault } from "./secret-check";

const FRESH_MILLISECONDS = 5 * 60_000;
/** How long an outdated secret is used before Secrets Manager is asked again. */
const RETRY_MILLISECONDS = 30_000;

/**
 * The relay's secret, cached for minutes, so that rotation takes effect without a deployment. If Secrets Manager cannot
 * be reached, or its newest version cannot be used, the last good secret is used: it is more likely right than wrong,
 * and the relay decides.
 */
export class RelaySecretCache {
  private secret: RelaySecret | undefined;
  private expires = 0;
  private pending: Promise<RelaySecret> | undefined;

  constructor(
    /** Fetches the secret's text. */
    private readonly fetch: () => Promise<string>,
    /** `logRelay.authentication`, which decides what the secret must hold. */
    private readonly authentication: string,
    /** Is called each time the newest version cannot be used, with a reason that does not quote it. */
    private readonly onUnusable: (reason: string) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** The secret, if it need not be fetched. */
  get fresh(): RelaySecret | undefined {
    return this.now() < this.expires ? this.secret : undefined;
  }

  /** @throws RelayError transient, if the secret was never fetched */
  async get(): Promise<RelaySecret> {
    return this.fresh ?? this.refresh();
  }

  /**
   * Fetches now, whatever the age, with one fetch for all concurrent callers. The object stays the same while the
   * content does.
   */
  refresh(): Promise<RelaySecret> {
    this.pending ??= this.load().finally(() => (this.pending = undefined));
    return this.pending;
  }

  private async load(): Promise<RelaySecret> {
    try {
      const fetched = this.read(await this.fetch());
      if (JSON.stringify(fetched) !== JSON.stringify(this.secret)) this.secret = fetched;
      this.expires = this.now() + FRESH_MILLISECONDS;
    } catch (error) {
      if (!this.secret) throw new RelayError("transient", `the relay's secret: ${nameOf(error)}`);
      this.expires = this.now() + RETRY_MILLISECONDS;
    }
    return this.secret!;
  }

  private read(text: string): RelaySecret {
    const secret = parsed(text);
    const fault = secret === undefined ? "it is not JSON" : secretFault(secret, this.authentication);
    if (fault === undefined) return secret as RelaySecret;
    this.onUnusable(fault);
    throw new Error(fault);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the parser's message would quote it
  }
}

function nameOf(error: unknown): string {
  const { name, message } = error as Error;
  return name === "Error" ? message : name;
}
