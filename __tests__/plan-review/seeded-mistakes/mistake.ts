import type { World } from "../case-world";

/** An edit of a good plan or config that a rule has to catch. */
export interface SeededMistake {
  /** What somebody did. */
  readonly what: string;
  /** The case that it is done to. */
  readonly base: "first-day" | "hub" | "changes";
  readonly seed: (world: World) => void;
  /** The rule that catches it. */
  readonly rule: string;
  /** Rules that cannot hold either once this one does not. */
  readonly also?: readonly string[];
}
