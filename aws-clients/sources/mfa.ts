import { OperatorError } from "../../config/problems/operator-error";

/** Asks a person and returns the answer. */
export type Ask = (question: string) => Promise<string>;

let askPerson: Ask | undefined;
let last: Promise<unknown> = Promise.resolve();
const used = new Set<string>();

/** Says who answers if AWS asks for an MFA code: a person at the terminal, or nobody. */
export function answerMfaWith(ask: Ask | undefined): void {
  askPerson = ask;
  used.clear();
}

/**
 * The code of a person's MFA device. One question at a time, because several profiles are signed in to at once.
 * @throws OperatorError if there is no terminal to ask on
 */
export function mfaCode(serial: string, profile: string): Promise<string> {
  const asked = last.then(() => ask(serial, profile));
  last = asked.catch(() => undefined);
  return asked;
}

async function ask(serial: string, profile: string): Promise<string> {
  if (!askPerson)
    throw new OperatorError(
      `the profile ${profile} asks for a code of the MFA device ${serial}, and there is no terminal to ask on`,
      "run it at a terminal, which asks; a pipeline needs a role without MFA, e.g. by web identity (docs/credentials.md)",
    );
  const again = used.has(serial) ? " (the next one: AWS takes each code once)" : "";
  used.add(serial);
  const code = (await askPerson(`MFA code of ${serial} for the profile ${profile}${again}: `)).trim();
  if (/^\d{6}$/.test(code)) return code;
  throw new OperatorError("an MFA code is six digits", `run it again with the code that ${serial} shows`);
}
