import { organizationsHaveRegions } from "../../../../config/rules/regions/organizations-have-regions";
import { findings } from "../../valid-document";

describe("organizationsHaveRegions", () => {
  it("rejects an organization none of whose regions is planned", () => {
    expect(findings(organizationsHaveRegions, { regions: ["us-east-1"] })).toEqual([
      "organizations.aws-cn: no region of partition aws-cn is planned",
    ]);
  });

  it("accepts a region for each organization", () => {
    expect(findings(organizationsHaveRegions, { regions: ["us-east-1", "cn-north-1"] })).toEqual([]);
  });
});
