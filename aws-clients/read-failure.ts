/** Why something could not be read, and what an operator can do about it. */
export interface ReadFailure {
  readonly error: string;
  readonly fix: string;
}

const FIXES: readonly (readonly [RegExp, string])[] = [
  [
    /accessdenied|unauthorized|not authorized|forbidden/i,
    "allow this call for the role: docs/verifying.md lists the calls that verify makes",
  ],
  [
    /credential|token|assumerole|profile|signature/i,
    "sign in, or correct credentials in the config: the role or profile must be usable from this machine",
  ],
];

/** Turns an error of the SDK into an operator's mistake, printed without a stack trace and with the likely fix. */
export function readFailure(error: unknown): ReadFailure {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const fix = FIXES.find(([pattern]) => pattern.test(text))?.[1] ?? "AWS or the network failed: run it again";
  return { error: text, fix };
}
