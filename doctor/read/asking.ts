import type { Calls, Send } from "../../aws-clients/calls";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import type { CheckId } from "../checks";
import { unchecked, type Finding } from "../line";
import { whyUnread } from "./why-unread";

/** Asks AWS for the checks. What it refuses becomes a line that says so, and the other questions go on. */
export class Asking {
  readonly findings: Finding[] = [];
  #asked = 0;
  #firstError: unknown;

  constructor(
    readonly calls: Calls,
    /** Whom the questions are asked as, e.g. `credentials.plan.administrator`. */
    readonly as: string,
  ) {}

  /** One call. @throws AbortError; every other failure becomes a finding */
  call<Output>(check: CheckId, what: string, send: Send<Output>): Promise<Read<Output>> {
    return this.read(check, what, this.calls.make(send));
  }

  /** Several calls that answer one question. @throws AbortError */
  async read<Found>(check: CheckId, what: string, answer: Promise<Found>): Promise<Read<Found>> {
    this.#asked += 1;
    try {
      return await answer;
    } catch (error) {
      if ((error as Error).name === "AbortError") throw error;
      this.#firstError ??= error;
      const { evidence, fix } = whyUnread(error, this.as);
      this.findings.push(unchecked(check, what, evidence, fix));
      return UNREAD;
    }
  }

  /** The error that all questions failed with; undefined if one was answered. */
  get commonFailure(): unknown {
    return this.#asked > 1 && this.findings.length === this.#asked ? this.#firstError : undefined;
  }
}
