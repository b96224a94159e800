import type { GuardDutyOptions, GuardDutyRequest } from "./protocol";

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * Decides which requests are throttled: by a token bucket for each account and region, which holds one second's
 * requests, and by chance.
 */
export class Throttle {
  readonly #buckets = new Map<string, Bucket>();
  /** How many requests are refused by chance: 0.1 is one in ten. */
  share: number;

  constructor(
    private readonly options: Pick<GuardDutyOptions, "requestsPerSecond" | "throttledShare">,
    private readonly now: () => number,
  ) {
    this.share = options.throttledShare ?? 0;
  }

  refuses({ partition, region, accountId }: GuardDutyRequest): boolean {
    const { requestsPerSecond: rate } = this.options;
    if (this.share > 0 && Math.random() < this.share) return true;
    if (!rate) return false;
    const key = `${partition}/${region}/${accountId}`;
    const now = this.now();
    const bucket = this.#buckets.get(key) ?? { tokens: rate, filledAt: now };
    const tokens = Math.min(rate, bucket.tokens + ((now - bucket.filledAt) / 1000) * rate);
    const refused = tokens < 1;
    this.#buckets.set(key, { tokens: refused ? tokens : tokens - 1, filledAt: now });
    return refused;
  }
}
