/** Why something could not be read, and what to do. */
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

/** An error of the SDK as an operator's mistake: no stack trace, and the likely fix. */
export function readFailure(error: unknown): ReadFailure {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const fix = FIXES.find(([pattern]) => pattern.test(text))?.[1] ?? "AWS or the network failed: run it again";
  return { error: text, fix };
}
