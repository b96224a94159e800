import { RelayError } from "../relay-error";

/** The part of an answer that we use. */
export interface Answer {
  readonly status: number;
  readonly retryAfter?: string;
  /** The relay's clock, in milliseconds since 1970. */
  readonly date?: number;
  /** The answer's body. It may quote what we sent. */
  readonly text: string;
  /** Whether the body was too long to keep, so that `text` is its beginning. */
  readonly isCut: boolean;
}

/** Whether a status is 2xx. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The failure of a relay that answered too early. */
export function beforeEverything(status: number): RelayError {
  return new RelayError("transient", `the relay answered ${status} before it had read everything`);
}

/** The failure of a relay that wants to go on in another protocol. */
export function switched(status: number): RelayError {
  return new RelayError("transient", `the relay answered ${status}, which asks for another protocol`);
}

/** The failure of a relay whose answer is not HTTP/1.1 as its standard has it: nothing is acknowledged by guessing. */
export function malformed(what: string): RelayError {
  return new RelayError("transient", `the relay's answer is not HTTP/1.1: ${what}`);
}
