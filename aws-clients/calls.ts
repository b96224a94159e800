import { setTimeout as sleepFor } from "node:timers/promises";

/** How calls to AWS are paced. */
export interface CallsProps {
  /**
   * Calls under way at a time.
   * @default 4
   */
  readonly concurrency?: number;
  /**
   * How often a call that AWS refused for its rate, or failed to answer, is made before its error is the answer.
   * @default 12
   */
  readonly attempts?: number;
  /** Ends calls and waits with an AbortError. @default they run to their end */
  readonly signal?: AbortSignal;
  /** @default a real wait */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** An SDK operation, waiting to be sent with an abort signal. */
export type Send<Output> = (options: { readonly abortSignal?: AbortSignal }) => Promise<Output>;

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/**
 * Makes calls to AWS, a few at a time, and counts them. The SDK's own retries are off (client-settings.ts): its retry quota
 * gives up under lasting throttling, where these wait longer, at random times, for a bounded number of attempts.
 */
export class Calls {
  /** Calls made so far; the attempts that AWS refused for their rate are counted in `retries` alone. */
  public count = 0;
  public retries = 0;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(private readonly props: CallsProps = {}) {
    this.#free = props.concurrency ?? 4;
  }

  /** @throws what AWS answered, or an AbortError */
  async make<Output>(send: Send<Output>): Promise<Output> {
    await this.#enter();
    try {
      this.count += 1;
      return await this.#attempt(send, this.props.attempts ?? 12);
    } finally {
      this.#leave();
    }
  }

  async #attempt<Output>(send: Send<Output>, attempts: number): Promise<Output> {
    const { signal, sleep = wait } = this.props;
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted();
      try {
        return await send(signal ? { abortSignal: signal } : {});
      } catch (error) {
        if (signal?.aborted || attempt === attempts || !mayBeTriedAgain(error)) throw error;
      }
      this.retries += 1;
      const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
      await sleep(Math.random() * longest, signal);
    }
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleepFor(milliseconds, undefined, signal ? { signal } : {});
}

const TRANSIENT =
  /throttl|toomanyrequests|requestlimitexceeded|slowdown|bandwidthlimit|timeout|econnreset|epipe|internalserver|internalfailure|serviceunavailable/i;

/** Whether the same call may succeed a moment later. */
function mayBeTriedAgain(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $metadata } = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return status === 429 || status >= 500 || TRANSIENT.test(`${error.name} ${code ?? ""}`);
}

/** The answer, or undefined where what was asked for does not exist. */
export async function unlessMissing<Output>(
  answer: Promise<Output>,
  missing: readonly string[],
): Promise<Output | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && missing.includes(error.name)) return undefined;
    throw error;
  }
}
