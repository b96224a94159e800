import { homeAndCanaryArePlanned } from "../../../../config/rules/regions/home-and-canary-are-planned";
import { draft, findings } from "../../valid-document";

describe("homeAndCanaryArePlanned", () => {
  it("rejects a home region that is not planned", () => {
    expect(findings(homeAndCanaryArePlanned, { regions: ["us-east-2", "cn-north-1"] })).toEqual([
      'organizations.aws.homeRegion: "us-east-1" is not among the planned regions',
    ]);
  });

  it("rejects a canary region of another partition", () => {
    expect(findings(homeAndCanaryArePlanned, { "organizations.aws.canaryRegion": "cn-north-1" })).toEqual([
      'organizations.aws.canaryRegion: "cn-north-1" is not a region of partition aws',
    ]);
  });

  it("offers the planned regions of the partition", () => {
    const [mistake] = homeAndCanaryArePlanned(draft({ "organizations.aws-cn.homeRegion": "us-east-1" }));
    expect(mistake?.fix).toBe("choose one of cn-north-1");
  });

  it("accepts planned ones", () => {
    expect(findings(homeAndCanaryArePlanned, { "organizations.aws.canaryRegion": "us-east-2" })).toEqual([]);
  });
});
