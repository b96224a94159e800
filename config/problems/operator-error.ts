/** A mistake or a refusal that an operator can correct. It is printed as it is, without a stack trace. */
export class OperatorError extends Error {
  constructor(message: string, fix?: string, options?: ErrorOptions) {
    super(fix === undefined ? message : `${message}\n  fix: ${fix}`, options);
    this.name = "OperatorError";
  }
}

/** The error that a run throws if a person interrupts it. */
export function interruption(): Error {
  return Object.assign(new Error("interrupted"), { name: "AbortError" });
}
