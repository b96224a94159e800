import type { Mistake } from "../../config/problems/mistake";
import { coreAccountsAreActive } from "./core-accounts-are-active";
import { excludedAccountsExist } from "./excluded-accounts-exist";
import { snapshotHasSameManagement } from "./snapshot-has-same-management";
import { snapshotIsOfPartition } from "./snapshot-is-of-partition";
import type { SnapshotRule, SnapshotUse } from "./snapshot-rule";

const SAME_ORGANIZATION: readonly SnapshotRule[] = [snapshotIsOfPartition, snapshotHasSameManagement];
const ACCOUNTS: readonly SnapshotRule[] = [coreAccountsAreActive, excludedAccountsExist];

/**
 * Checks a config against a snapshot. With the snapshot of another organization no account would match, so the other
 * checks are skipped.
 */
export function checkAgainstSnapshot(use: SnapshotUse): Mistake[] {
  const wrong = SAME_ORGANIZATION.flatMap((rule) => rule(use));
  return wrong.length > 0 ? wrong : ACCOUNTS.flatMap((rule) => rule(use));
}
