import { keyReachesEveryRegion } from "../../../../config/rules/forwarding/key-reaches-every-region";
import { RELAY, findings } from "../../valid-document";

describe("keyReachesEveryRegion", () => {
  const key = (id: string) => `arn:aws:kms:us-east-1:222222222222:key/${id}`;
  const found = (kmsKeyArn: string, regions: unknown) =>
    findings(keyReachesEveryRegion, {
      regions,
      "organizations.aws.forwarding": { logRelay: RELAY, kmsKeyArn },
    });

  it("rejects a key of one region where others have queues too", () => {
    expect(found(key("1234abcd-12ab-34cd-56ef-1234567890ab"), "all")).toEqual([
      "organizations.aws.forwarding.kmsKeyArn: the key lies in us-east-1 only, and ap-northeast-1 has queues too",
    ]);
  });

  it("accepts a multi-Region key, and a key of the only region", () => {
    expect(found(key("mrk-1234abcd12ab34cd56ef1234567890ab"), "all")).toEqual([]);
    expect(found(key("1234abcd-12ab-34cd-56ef-1234567890ab"), ["us-east-1", "cn-north-1"])).toEqual([]);
  });
});
