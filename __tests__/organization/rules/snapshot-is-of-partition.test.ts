import { snapshotIsOfPartition } from "../../../organization/rules/snapshot-is-of-partition";
import { findings } from "./snapshot-use";

describe("snapshotIsOfPartition", () => {
  it("rejects a snapshot of another partition", () => {
    expect(findings(snapshotIsOfPartition, { partition: "aws-cn" })).toEqual([
      "accounts: aws.json is a snapshot of partition aws, not aws-cn",
    ]);
  });

  it("accepts one of the same partition", () => {
    expect(findings(snapshotIsOfPartition)).toEqual([]);
  });
});
