import type { SnapshotRule, SnapshotUse } from "../../../organization/rules/snapshot-rule";
import { validSnapshot } from "../valid-snapshot";

/** What a rule finds where config and snapshot agree, but for the given changes: `path: message` each. */
export function findings(rule: SnapshotRule, changes: Partial<SnapshotUse> = {}): string[] {
  const organization = { managementAccountId: "111111111111", administratorAccountId: "222222222222" };
  const use: SnapshotUse = {
    partition: "aws",
    organization,
    snapshot: validSnapshot(),
    file: "aws.json",
    ...changes,
  };
  return rule(use).map(({ path, message }) => `${path.join(".")}: ${message}`);
}
