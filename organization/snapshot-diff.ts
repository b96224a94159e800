import { shown } from "../config/problems/shown";
import type { Account, Snapshot } from "./snapshot";

/** What changed in an account that was there before and still is. */
export interface AccountChange {
  readonly before: Account;
  readonly after: Account;
}

/** Accounts that were added, removed or changed. An account is recognized by its id, so a renamed one counts as changed. */
export interface SnapshotDiff {
  readonly added: readonly Account[];
  readonly removed: readonly Account[];
  readonly changed: readonly AccountChange[];
}

/** Compares two snapshots of an organization's accounts. */
export function diffSnapshots(
  before: Pick<Snapshot, "accounts">,
  after: Pick<Snapshot, "accounts">,
): SnapshotDiff {
  const old = new Map(before.accounts.map((account) => [account.id, account]));
  const now = new Set(after.accounts.map(({ id }) => id));
  const changed = after.accounts.flatMap((account) => {
    const previous = old.get(account.id);
    return previous && changesOf(previous, account).length > 0 ? [{ before: previous, after: account }] : [];
  });
  return {
    added: after.accounts.filter(({ id }) => !old.has(id)),
    removed: before.accounts.filter(({ id }) => !now.has(id)),
    changed,
  };
}

/** One line for each account: `+` added, `-` removed, `~` changed, with the old and the new value. */
export function diffLines({ added, removed, changed }: SnapshotDiff): string[] {
  const line = (sign: string) => (account: Account) =>
    `${sign} ${account.id} ${shown(account.name)} ${account.state}, in ${pathText(account)}`;
  return [
    ...added.map(line("+")),
    ...removed.map(line("-")),
    ...changed.map(
      ({ before, after }) => `~ ${after.id} ${shown(after.name)} ${changesOf(before, after).join(", ")}`,
    ),
  ];
}

function changesOf(before: Account, after: Account): string[] {
  const change = (what: string, from: string, to: string) =>
    from === to ? [] : [`${what} ${from} -> ${to}`];
  return [
    ...change("is", before.state, after.state),
    ...change("was renamed", shown(before.name), shown(after.name)),
    ...change("has another e-mail", shown(before.email), shown(after.email)),
    ...change("moved", pathText(before), pathText(after)),
  ];
}

function pathText({ organizationalUnitPath }: Account): string {
  return shown(organizationalUnitPath.join("/"));
}
