import { vpcRegionsArePlanned } from "../../../../config/rules/forwarding/vpc-regions-are-planned";
import { RELAY, findings } from "../../valid-document";

describe("vpcRegionsArePlanned", () => {
  const VPC = { subnetIds: ["subnet-12345678"], securityGroupIds: ["sg-12345678"] };

  it("rejects a VPC in a region that is not planned", () => {
    const changes = {
      regions: ["us-east-1", "cn-north-1"],
      forwarding: { logRelay: RELAY, vpc: { "eu-west-1": VPC } },
    };
    expect(findings(vpcRegionsArePlanned, changes)).toEqual([
      'forwarding.vpc.eu-west-1: "eu-west-1" is not among the planned regions',
    ]);
  });

  it("rejects a VPC of another partition in a partition's own section", () => {
    const changes = { "organizations.aws-cn.forwarding": { logRelay: RELAY, vpc: { "us-east-1": VPC } } };
    expect(findings(vpcRegionsArePlanned, changes)).toEqual([
      'organizations.aws-cn.forwarding.vpc.us-east-1: "us-east-1" is not among the planned regions of partition aws-cn',
    ]);
  });

  it("accepts VPCs of planned regions", () => {
    expect(
      findings(vpcRegionsArePlanned, { forwarding: { logRelay: RELAY, vpc: { "cn-north-1": VPC } } }),
    ).toEqual([]);
  });
});
