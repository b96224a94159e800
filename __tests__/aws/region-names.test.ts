import { spelledRegion } from "../../aws/region-names";
import { AWS_REGIONS } from "../../aws/regions";

describe("spelledRegion", () => {
  it.each([
    ["us-east1", "us-east-1"],
    ["US-EAST-1", "us-east-1"],
    ["us_east_1", "us-east-1"],
    ["us-east-1a", "us-east-1"],
    ["Tokyo", "ap-northeast-1"],
    ["Asia Pacific (Tokyo)", "ap-northeast-1"],
    ["N. Virginia", "us-east-1"],
    ["São Paulo", "sa-east-1"],
    ["EU (Ireland)", "eu-west-1"],
    ["Europe (Frankfurt)", "eu-central-1"],
    // As forms of SIEMs have the 15.
    ["Asia Pacific Northeast-1", "ap-northeast-1"],
    ["Asia Pacific Northeast-2", "ap-northeast-2"],
    ["Asia Pacific South-1", "ap-south-1"],
    ["Asia Pacific Southeast-1", "ap-southeast-1"],
    ["Asia Pacific Southeast-2", "ap-southeast-2"],
    ["Canada Central-1", "ca-central-1"],
    ["China North-1", "cn-north-1"],
    ["Europe Central-1", "eu-central-1"],
    ["EU West-1", "eu-west-1"],
    ["Europe West-2", "eu-west-2"],
    ["South America East-1", "sa-east-1"],
    ["US East-1", "us-east-1"],
    ["US East-2", "us-east-2"],
    ["US West-1", "us-west-1"],
    ["US West-2", "us-west-2"],
  ])("%s is %s", (text, name) => {
    expect(spelledRegion(text)?.name).toBe(name);
  });

  it("reads each region's name and the console's as that region, and no two alike", () => {
    for (const { name, consoleName } of AWS_REGIONS) {
      expect(spelledRegion(name)?.name).toBe(name);
      expect(spelledRegion(consoleName)?.name).toBe(name);
    }
  });

  it.each(["", "Central", "us", "moon-1"])("does not guess what %j is", (text) => {
    expect(spelledRegion(text)).toBeUndefined();
  });
});
