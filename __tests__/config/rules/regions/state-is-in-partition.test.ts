import { stateIsInPartition } from "../../../../config/rules/regions/state-is-in-partition";
import { draft, findings } from "../../valid-document";

describe("stateIsInPartition", () => {
  const s3 = (region: string) => ({ s3: { bucket: "acme-state", region } });

  it("rejects a shared bucket that China cannot reach; the fix is a state of its own", () => {
    const [mistake, ...others] = stateIsInPartition(draft({ state: s3("us-east-1") }));
    expect(mistake?.path).toEqual(["state", "s3", "region"]);
    expect(mistake?.fix).toBe("give organizations.aws-cn a state of its own");
    expect(others).toEqual([]);
  });

  it("rejects a key of the other partition", () => {
    const key = "arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const changes = {
      "organizations.aws-cn.state": { s3: { bucket: "cn-state", region: "cn-north-1", kmsKeyArn: key } },
    };
    expect(findings(stateIsInPartition, changes)).toEqual([
      "organizations.aws-cn.state.s3.kmsKeyArn: the key is not in partition aws-cn",
    ]);
  });

  it("accepts a bucket for each partition, and local", () => {
    expect(
      findings(stateIsInPartition, {
        state: s3("us-east-1"),
        "organizations.aws-cn.state": s3("cn-northwest-1"),
      }),
    ).toEqual([]);
    expect(findings(stateIsInPartition, { state: "local" })).toEqual([]);
  });
});
