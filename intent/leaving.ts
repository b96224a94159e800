import type { OrganizationConfig } from "../config/config";
import type { Snapshot } from "../organization/snapshot";
import { coverageOf } from "./coverage";

/**
 * Why an account is no longer a member. `gone` means that the snapshot does not have it: it was closed, or it left
 * the organization.
 */
export type LeavingReason = "excluded" | "suspended" | "gone";

/** An account whose member resource a plan deletes, or that ALL enrolled and the config now excludes. */
export interface LeavingAccount {
  readonly account: string;
  readonly reason: LeavingReason;
}

/** What a region's plan does that lets accounts leave. */
export interface LeavingChanges {
  /** Accounts whose member resources are deleted. */
  readonly deleted: readonly string[];
  /** Whether newAccounts is ALL before and no longer after: ALL enrolled accounts that have no member resource. */
  readonly endsAll: boolean;
}

/** Whether a change of a region's `auto_enable_organization_members` takes ALL back. */
export function takesAllBack(before: unknown, after: unknown): boolean {
  return before === "ALL" && after !== "ALL";
}

/**
 * Returns the accounts that are to leave GuardDuty, out of those whose member resources a plan deletes, and the excluded
 * ones that ALL enrolled. Accounts that the config covers in another way, e.g. by newAccounts ALL, stay members and are
 * not returned.
 */
export function leavingAccounts(
  organization: OrganizationConfig,
  snapshot: Snapshot,
  { deleted, endsAll }: LeavingChanges,
): LeavingAccount[] {
  const all = coverageOf(organization, snapshot);
  const coverages = new Map(all.map(({ account, coverage }) => [account.id, coverage]));
  const excluded = all.flatMap(({ account, coverage }) => (coverage === "excluded" ? account.id : []));
  return [...new Set([...deleted, ...(endsAll ? excluded : [])])].flatMap((account) => {
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
