import type { OrganizationConfig } from "../config/config";
import type { Account, Snapshot } from "../organization/snapshot";

/** Why an account is covered by GuardDuty, or why it is not. */
export type Coverage = "administrator" | "enrolled" | "auto-enabled" | "excluded" | "suspended";

/** An account, and its coverage under the config. */
export interface AccountCoverage {
  readonly account: Account;
  readonly coverage: Coverage;
}

/**
 * Every account of a snapshot with its coverage, which is the same in each region. Only ACTIVE accounts can be
 * enrolled: accounts that are pending or being closed count as suspended.
 */
export function coverageOf(organization: OrganizationConfig, snapshot: Snapshot): AccountCoverage[] {
  const { administratorAccountId, enrolment } = organization;
  return snapshot.accounts.map((account) => {
    if (account.id === administratorAccountId) return { account, coverage: "administrator" };
    if (account.state !== "ACTIVE") return { account, coverage: "suspended" };
    if (account.id in enrolment.exclude) return { account, coverage: "excluded" };
    return { account, coverage: enrolment.mode === "explicit" ? "enrolled" : "auto-enabled" };
  });
}

/** Whether GuardDuty watches an account with this coverage. */
export function isCovered(coverage: Coverage): boolean {
  return coverage === "administrator" || coverage === "enrolled" || coverage === "auto-enabled";
}
