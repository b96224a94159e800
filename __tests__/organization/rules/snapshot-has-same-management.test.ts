import { snapshotHasSameManagement } from "../../../organization/rules/snapshot-has-same-management";
import { findings } from "./snapshot-use";

describe("snapshotHasSameManagement", () => {
  it("rejects a snapshot of another organization", () => {
    expect(
      findings(snapshotHasSameManagement, { organization: { managementAccountId: "999999999999" } }),
    ).toEqual([
      'managementAccountId: aws.json describes the organization managed by "111111111111", got "999999999999"',
    ]);
  });

  it("accepts one of the same organization", () => {
    expect(findings(snapshotHasSameManagement)).toEqual([]);
  });
});
