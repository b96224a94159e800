/** One action that was demanded of a caller, as often as it was. */
export interface Call {
  /** The role, or the user, that called. */
  readonly caller: string;
  readonly region: string;
  /** What was called, e.g. `lambda:CreateFunction`. */
  readonly operation: string;
  /** What had to be allowed for it, e.g. `iam:PassRole`. */
  readonly action: string;
  /** Absent if it is not known. */
  readonly resource?: string;
  readonly isAllowed: boolean;
  readonly times: number;
  /** AWS's text, if it was refused. */
  readonly message?: string;
  /** Which statements nearly allowed it. */
  readonly why?: string;
}

/** Every call of a role or a user since the last clearing, the same ones together, in the order of their first time. */
export class Calls {
  readonly #calls = new Map<string, Call>();

  record(call: Omit<Call, "times">): void {
    const { caller, region, operation, action, resource, isAllowed } = call;
    const key = [caller, region, operation, action, resource, isAllowed].join(" ");
    this.#calls.set(key, { ...call, times: (this.#calls.get(key)?.times ?? 0) + 1 });
  }

  list(): Call[] {
    return [...this.#calls.values()];
  }

  /** Forgets all. @returns what was recorded */
  clear(): Call[] {
    const all = this.list();
    this.#calls.clear();
    return all;
  }
}

/**
 * The calls of roles and users in a running local AWS that enforces permissions.
 * @param clears whether they are forgotten afterwards
 */
export async function recordedCalls(url: string, clears = false): Promise<readonly Call[]> {
  const answer = await fetch(`${url}/_local/calls`, { method: clears ? "DELETE" : "GET" });
  return (await answer.json()) as readonly Call[];
}
