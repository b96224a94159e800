import { setTimeout as sleepFor } from "node:timers/promises";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { DiscoveryRefused } from "./discovery-refused";

/** How long throttled calls are tried again, and who is told meanwhile. */
export interface Patience {
  /**
   * How long one call is tried again.
   * @default 120000
   */
  readonly milliseconds?: number;
  /** Told before each wait. @default nobody */
  readonly tell?: (text: string) => void;
  /** Ends a wait with an AbortError. @default it runs to its end */
  readonly signal?: AbortSignal;
  /** @default a real wait */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** @default the machine's clock */
  readonly now?: () => number;
}

const DEFAULT_PATIENCE_MS = 120_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;

/** An error of a call that says which one it was, e.g. ListAccounts. */
export type OperationError = Error & { readonly operation?: string };

/**
 * Makes a client's calls wait while Organizations throttles, and say so: its rates are low, and other jobs share them. An
 * error of any kind gets the call's name, for the text that explains it.
 */
export function withPatience(client: OrganizationsClient, patience: Patience): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const operation = String(context.commandName).replace(/Command$/, "");
      return await patiently(operation, () => next(args), patience);
    },
    { step: "initialize", name: "patience", priority: "high" },
  );
}

async function patiently<Output>(
  operation: string,
  call: () => Promise<Output>,
  { milliseconds = DEFAULT_PATIENCE_MS, tell, signal, sleep = wait, now = Date.now }: Patience,
): Promise<Output> {
  const start = now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!isThrottled(error)) throw error instanceof Error ? Object.assign(error, { operation }) : error;
    }
    const left = milliseconds - (now() - start);
    if (left <= 0) throw tooLong(operation, attempt, milliseconds);
    tell?.(`Organizations throttles ${operation}: tried ${attempt} times, trying for ${seconds(left)} more`);
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
    await sleep(Math.min(left, longest / 2 + (Math.random() * longest) / 2), signal);
  }
}

function tooLong(operation: string, attempts: number, milliseconds: number): DiscoveryRefused {
  return new DiscoveryRefused(
    `Organizations throttled ${operation} for ${seconds(milliseconds)}, ${attempts} times in a row`,
    "something else reads Organizations all the time, and its rate is shared: run it again when that has ended",
  );
}

function seconds(milliseconds: number): string {
  return `${Math.ceil(milliseconds / 1000)} s`;
}

async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleepFor(milliseconds, undefined, signal ? { signal } : {});
}

function isThrottled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  return (
    $metadata?.httpStatusCode === 429 || /throttl|toomanyrequests|requestlimitexceeded/i.test(error.name)
  );
}
