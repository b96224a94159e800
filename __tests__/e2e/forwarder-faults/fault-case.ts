import { findingBody } from "../../lambda-src/finding-forwarder/factories";
import type { World } from "./world";

/** One way in which delivery is disturbed. Whatever it is, no finding may be lost. */
export interface FaultCase {
  readonly relay: "https" | "syslog";
  readonly fault: string;
  /** What happens, for the table in the docs. */
  readonly course: string;
  /** Bodies of the messages. @default twenty findings */
  readonly bodies?: readonly string[];
  /** @default 10 */
  readonly batchSize?: number;
  /** @default 10 seconds */
  readonly timeoutMilliseconds?: number;
  /** What differs in the relay's options. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly cuts?: readonly number[];
  /** Before the function starts. */
  readonly prepare?: (world: World) => void | Promise<void>;
  /** Before each invocation, numbered from 1. */
  readonly before?: (world: World, invocation: number) => void | Promise<void>;
  /** How many messages end in the dead-letter queue, by reason. @default none */
  readonly deadLetters?: Readonly<Record<string, number>>;
}

export const findings = (count: number, overrides: object = {}): string[] =>
  Array.from({ length: count }, (_, index) => findingBody({ id: `finding-${index}`, ...overrides }));

/** Text that gzip cannot make small. */
export const incompressible = (characters: number): string => {
  let state = 1;
  const next = () => (state = (state * 48271) % 2147483647).toString(36);
  const parts: string[] = [];
  for (let length = 0; length < characters; length += 5) parts.push(next().padStart(5, "0").slice(-5));
  return parts.join("").slice(0, characters);
};
