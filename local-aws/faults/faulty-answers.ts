import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, Exchange } from "../front-door/exchange";
import type { Fault } from "./fault";
import type { Faults, Strike } from "./faults";
import { denied, expired, throttled } from "./refusals";
import { leftUnprocessed } from "./unprocessed";

const DELAY_SECONDS = 5;

/** Answers with a fault in between; "cut" means that the connection is to be closed without an answer. */
export class FaultyAnswers {
  /** First answers to reads, by fault and request. */
  readonly #first = new Map<string, Answer>();

  constructor(private readonly faults: Faults) {}

  /** The answer to a request that a fault strikes. Undefined if none does: then nothing was done. */
  async to(
    exchange: Exchange,
    answer: (exchange: Exchange) => Promise<Answer>,
  ): Promise<Answer | "cut" | undefined> {
    const strike = await this.faults.strike(exchange);
    return strike && this.#struck(strike, exchange, answer);
  }

  async #struck(
    { fault, called }: Strike,
    exchange: Exchange,
    answer: (exchange: Exchange) => Promise<Answer>,
  ): Promise<Answer | "cut"> {
    switch (fault.kind) {
      case "deny":
        return denied(called, exchange);
      case "expire":
        return expired(called);
      case "throttle":
        return throttled(called);
      case "unprocessed":
        return leftUnprocessed(exchange, fault.members, answer);
      case "cut":
        if (fault.after) await answer(exchange);
        return "cut";
      case "delay":
        return late(fault, () => answer(exchange));
      case "stale":
        return this.#oldest(fault.id, exchange, answer);
    }
  }

  async #oldest(
    id: number,
    exchange: Exchange,
    answer: (exchange: Exchange) => Promise<Answer>,
  ): Promise<Answer> {
    const { method, path, query, region, service, caller } = exchange;
    const body = (await exchange.body()).toString("utf8");
    const key = [id, service, region, caller.accountId, method, path, query.toString(), body].join(" ");
    const first = this.#first.get(key) ?? (await answer(exchange));
    this.#first.set(key, first);
    return first;
  }
}

/** A delay before the request has an effect, or after it had. */
async function late(
  { after, seconds = DELAY_SECONDS }: Fault,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  const answered = after ? await answer() : undefined;
  // Nobody waits for a local AWS that has stopped.
  await sleep(seconds * 1_000, undefined, { ref: false });
  return answered ?? answer();
}
