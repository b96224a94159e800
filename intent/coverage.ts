import type { OrganizationConfig } from "../config/config";
import type { Account, Snapshot } from "../organization/snapshot";

/**
 * Why an account is covered by GuardDuty, or why it is not. `left-enrolled` is an excluded account that stays a member if
 * it is one: nobody manages its membership.
 */
export type Coverage =
  "administrator" | "enrolled" | "auto-enabled" | "excluded" | "left-enrolled" | "suspended";

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
    const exclusion = enrolment.exclude[account.id];
    if (exclusion) return { account, coverage: exclusion.leave ? "left-enrolled" : "excluded" };
    return { account, coverage: enrolment.mode === "explicit" ? "enrolled" : "auto-enabled" };
  });
}

/** Whether GuardDuty watches an account with this coverage. */
export function isCovered(coverage: Coverage): boolean {
  return coverage === "administrator" || coverage === "enrolled" || coverage === "auto-enabled";
}
