import type { DrawnEntry } from "./entry";
import { KnownAccounts } from "./known-accounts";

/** An account that is newer than the first run, and when GuardDuty covered it. Milliseconds since 1970. */
export interface NewAccount {
  readonly account: string;
  readonly seenAt: number;
  /** Undefined if it is not covered yet. */
  readonly coveredAt?: number;
}

/**
 * Accounts that came after the first run, the newest first. An account is covered once no region that was verified has
 * a gap of it. It was first seen by a run that found it in AWS Organizations or in the snapshot. Accounts that left, or
 * that the config excluded, are left out.
 */
export function newAccounts(entries: readonly DrawnEntry[]): NewAccount[] {
  const known = new KnownAccounts();
  const open = new Map<string, ReadonlySet<string>>();
  const seen = new Map<string, NewAccount>();
  for (const [index, entry] of entries.entries()) {
    const at = Date.parse(entry.verifiedAt);
    const added = known.read(entry);
    const before = index === 0 ? [] : [...unknownIn(entry), ...added];
    for (const account of before) if (!seen.has(account)) seen.set(account, { account, seenAt: at });
    for (const [region, accounts] of accountsWithGaps(entry)) open.set(region, accounts);
    for (const one of seen.values())
      if (one.coveredAt === undefined && known.has(one.account) && !isOpen(one.account, open))
        seen.set(one.account, { ...one, coveredAt: at });
  }
  const there = [...seen.values()].filter(({ account }) => known.has(account) || isOpen(account, open));
  return there.sort((a, b) => b.seenAt - a.seenAt || (a.account < b.account ? -1 : 1));
}

/** Accounts in AWS Organizations that the snapshot does not have. */
function unknownIn({ gaps }: DrawnEntry): string[] {
  return gaps.flatMap((key) => {
    const [account = "", , , reason] = key.split(" ");
    return reason === "NOT_IN_SNAPSHOT" ? [account] : [];
  });
}

/** By region, for each region that the run verified. */
function accountsWithGaps({ regions, gaps }: DrawnEntry): Map<string, Set<string>> {
  const found = new Map(regions.map((region) => [region, new Set<string>()]));
  for (const [account = "", region = ""] of gaps.map((key) => key.split(" ", 2)))
    found.get(region)?.add(account);
  return found;
}

function isOpen(account: string, open: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  return [...open.values()].some((accounts) => accounts.has(account));
}
