import { regionsAreListedOnce } from "../../../../config/rules/regions/regions-are-listed-once";
import { findings } from "../../valid-document";

describe("regionsAreListedOnce", () => {
  it("rejects a region that is listed twice", () => {
    expect(findings(regionsAreListedOnce, { regions: ["us-east-1", "cn-north-1", "us-east-1"] })).toEqual([
      'regions.2: "us-east-1" is listed twice',
    ]);
  });

  it("accepts all and distinct regions", () => {
    expect(findings(regionsAreListedOnce)).toEqual([]);
    expect(findings(regionsAreListedOnce, { regions: ["us-east-1", "us-east-2"] })).toEqual([]);
  });
});
