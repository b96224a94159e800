import { isObject } from "../../event/json-object";
import { isSuccess, type Answer } from "./answer";
import type { Accepted } from "../relay-options";
import { RelayError } from "../relay-error";
import { retryAfterSeconds } from "./retry-after";

/** The relay will never take these records as they are. */
const PERMANENT = [400, 413, 422];
const CREDENTIALS = [401, 403];

/**
 * Decides what an answer means for the records that were sent. Returns if they were accepted.
 *
 * @param accepted what a 2xx must hold as well, if the status does not say enough
 * @param wordsOf makes the answer's body fit to be shown
 * @throws RelayError
 */
export function judgeAnswer(
  answer: Answer,
  accepted: Accepted | undefined,
  wordsOf: (text: string) => string,
): void {
  const { status, retryAfter, text } = answer;
  if (isSuccess(status) && accepted === undefined) return;
  const found = isSuccess(status) ? valueAtPointer(parsed(answer), accepted!.pointer) : undefined;
  if (found !== undefined && found === accepted?.value) return;
  const words = wordsOf(text);
  const reason = `the relay answered ${status}`;
  const said = words === "" ? "" : `: ${words}`;
  if (isSuccess(status)) throw unaccepted(reason, accepted!, found, said);
  if (PERMANENT.includes(status)) throw new RelayError("permanent", reason + said);
  if (CREDENTIALS.includes(status)) throw new RelayError("credentials", reason + said);
  throw new RelayError("transient", reason + said, retryAfterSeconds(retryAfter, Date.now()));
}

/** Another value is the receiver's refusal. No value at all may be a proxy's page, and says nothing about the records. */
function unaccepted(reason: string, { pointer, value }: Accepted, found: unknown, said: string): RelayError {
  return found === undefined
    ? new RelayError("transient", `${reason} without ${pointer}${said}`)
    : new RelayError("permanent", `${reason}, and ${pointer} is not ${JSON.stringify(value)}${said}`);
}

function parsed({ text, isCut }: Answer): unknown {
  try {
    return isCut ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value that a JSON pointer names, if there is one: https://www.rfc-editor.org/rfc/rfc6901 */
function valueAtPointer(document: unknown, pointer: string): unknown {
  let value = document;
  for (const token of pointer.split("/").slice(1)) {
    const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(value))
      value = /^(0|[1-9]\d*)$/.test(name) ? (value as unknown[])[Number(name)] : undefined;
    else value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}
