/** One measured figure of the product, with what it has to hold. */
export interface Figure {
  /** What was measured, e.g. `plan: first run against cdktf diff`. */
  readonly name: string;
  readonly value: number;
  /** `x` for a ratio, else `s`, `ms`, `MB`, `kB`, `calls` and the like. */
  readonly unit: string;
  /** What an issue asks for, e.g. `>= 1.9`. */
  readonly target: string;
  /** Whether the value meets the target. */
  readonly holds: boolean;
  /** How it was measured: sizes, runs, the alternative's own figure. */
  readonly detail: string;
}
