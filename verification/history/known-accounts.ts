import type { Entry, Figures } from "./entry";

/** How a line says which accounts there are. */
export type AccountsLine = Figures["accounts"][string];

/** The accounts of each partition after some runs. Undefined for a partition of which no run has them all. */
export class KnownAccounts {
  readonly #accounts = new Map<string, Set<string>>();

  /** @returns the accounts that the run saw for the first time */
  read({ found }: Entry): string[] {
    return Object.entries(found?.accounts ?? {}).flatMap(([partition, line]) => this.#take(partition, line));
  }

  /** A line for accounts: the difference to what is known, or all if nothing is. */
  lineFor(partition: string, accounts: readonly string[]): AccountsLine {
    const known = this.#accounts.get(partition);
    if (!known) return { all: [...accounts] };
    const now = new Set(accounts);
    return {
      added: accounts.filter((id) => !known.has(id)),
      gone: [...known].filter((id) => !now.has(id)),
    };
  }

  has(account: string): boolean {
    return [...this.#accounts.values()].some((accounts) => accounts.has(account));
  }

  #take(partition: string, line: AccountsLine): string[] {
    const known = this.#accounts.get(partition);
    if ("all" in line) {
      this.#accounts.set(partition, new Set(line.all));
      return known ? line.all.filter((id) => !known.has(id)) : [];
    }
    // The line with all of them is no longer in the file.
    if (!known) return [];
    for (const id of line.gone) known.delete(id);
    for (const id of line.added) known.add(id);
    return line.added;
  }
}
