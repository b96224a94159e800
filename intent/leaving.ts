import type { OrganizationConfig } from "../config/config";
import type { Snapshot } from "../organization/snapshot";
import { coverageOf } from "./coverage";

/**
 * Why an account is no longer a member. `gone` means that the snapshot does not have it: it was closed, or it left
 * the organization.
 */
export type LeavingReason = "excluded" | "suspended" | "gone";

/** An account whose member resource a plan deletes. */
export interface LeavingAccount {
  readonly account: string;
  readonly reason: LeavingReason;
}

/**
 * Returns the accounts that are to leave GuardDuty, out of those whose member resources a plan deletes. Accounts that
 * the config covers in another way, e.g. by newAccounts ALL, stay members and are not returned.
 */
export function leavingAccounts(
  organization: OrganizationConfig,
  snapshot: Snapshot,
  deleted: readonly string[],
): LeavingAccount[] {
  const coverages = new Map(
    coverageOf(organization, snapshot).map(({ account, coverage }) => [account.id, coverage]),
  );
  return deleted.flatMap((account) => {
    const coverage = coverages.get(account);
    if (coverage === undefined) return { account, reason: "gone" as const };
    return coverage === "excluded" || coverage === "suspended" ? { account, reason: coverage } : [];
  });
}

/** The most accounts that one line names. */
const MOST_NAMED = 20;

/**
 * One line for a person, e.g. `off-boards 2 accounts: 444444444444 excluded, 555555555555 suspended`, and what
 * happens to GuardDuty there. Undefined if no account leaves. An account that leaves in several regions counts once.
 */
export function leavingText(leaving: readonly LeavingAccount[]): string | undefined {
  const accounts = new Map(leaving.map(({ account, reason }) => [account, reason]));
  if (accounts.size === 0) return undefined;
  const named = [...accounts].sort().map(([account, reason]) => `${account} ${reason}`);
  const more = named.length > MOST_NAMED ? `, and ${named.length - MOST_NAMED} more` : "";
  const count = `${accounts.size} ${accounts.size === 1 ? "account" : "accounts"}`;
  return (
    `off-boards ${count}: ${named.slice(0, MOST_NAMED).join(", ")}${more}; ` +
    "GuardDuty stays on there, and costs, until somebody turns it off in the account"
  );
}
