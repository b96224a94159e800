import { REGIONS } from "../../../../config/regions";
import { someRegionIsPlanned } from "../../../../config/rules/regions/some-region-is-planned";
import { EXCEPTION, findings } from "../../valid-document";

describe("someRegionIsPlanned", () => {
  it("rejects a config that excludes every region", () => {
    const exclude = Object.fromEntries(REGIONS.map((region) => [region, EXCEPTION]));
    expect(findings(someRegionIsPlanned, { regions: { exclude } })).toEqual([
      "regions: every region is excluded",
    ]);
  });

  it("accepts one region", () => {
    expect(findings(someRegionIsPlanned, { regions: ["us-east-1"] })).toEqual([]);
  });
});
