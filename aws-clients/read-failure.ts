/** Why something could not be read, and what to do. */
export interface ReadFailure {
  readonly error: string;
  readonly fix: string;
}

const FIXES: readonly (readonly [RegExp, string])[] = [
  [
    /accessdenied|unauthorized|not authorized|forbidden/i,
    "allow it to the role: docs/verifying.md lists what verify calls",
  ],
  [
    /credential|token|assumerole|profile|signature/i,
    "sign in, or correct credentials in the config: the role or profile has to be usable from here",
  ],
];

/** An error of the SDK as an operator's mistake: no stack trace, and the likely fix. */
export function readFailure(error: unknown): ReadFailure {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const fix = FIXES.find(([pattern]) => pattern.test(text))?.[1] ?? "run it again; AWS or the network failed";
  return { error: text, fix };
}
