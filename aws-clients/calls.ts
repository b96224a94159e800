import { setTimeout as sleepFor } from "node:timers/promises";

/** How calls to AWS are paced. */
export interface CallsProps {
  /**
   * How many calls may run at the same time.
   * @default 4
   */
  readonly concurrency?: number;
  /**
   * How often a call is made, if AWS throttles it or does not answer, before its error is thrown.
   * @default 12
   */
  readonly attempts?: number;
  /** Ends calls and waits with an AbortError. @default nothing ends them early */
  readonly signal?: AbortSignal;
  /** Waits between attempts. @default a real wait */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** An SDK operation, waiting to be sent with an abort signal. */
export type Send<Output> = (options: { readonly abortSignal?: AbortSignal }) => Promise<Output>;

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/**
 * Makes calls to AWS, a few at a time, and counts them. The SDK's own retries are off (sign-in.ts): their quota
 * runs out under lasting throttling, while these wait longer, at random times, for a bounded number of attempts.
 */
export class Calls {
  /** How many calls were made so far. Attempts that AWS throttled are counted in `retries` only. */
  public count = 0;
  public retries = 0;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(private readonly props: CallsProps = {}) {
    this.#free = props.concurrency ?? 4;
  }

  /** @throws the error that AWS answered with, or an AbortError */
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

/** The answer, or undefined if AWS says that the resource does not exist. */
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
