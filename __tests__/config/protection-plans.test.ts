import { isOffered, PROTECTION_PLAN_KEYS } from "../../config/protection-plans";
import { partitionOf, REGIONS, UNCOVERED_REGIONS } from "../../config/regions";

describe("isOffered", () => {
  it("says that China has no Runtime Monitoring", () => {
    expect(isOffered("runtimeMonitoring", "cn-north-1")).toBe(false);
    expect(isOffered("s3DataEvents", "cn-north-1")).toBe(true);
  });

  it("offers every plan elsewhere", () => {
    for (const region of REGIONS.filter((name) => partitionOf(name) === "aws")) {
      expect(PROTECTION_PLAN_KEYS.every((plan) => isOffered(plan, region))).toBe(true);
    }
  });
});

describe("REGIONS", () => {
  it("are 15, one of them in China, none among the uncovered", () => {
    expect(REGIONS).toHaveLength(15);
    expect(REGIONS.filter((region) => partitionOf(region) === "aws-cn")).toEqual(["cn-north-1"]);
    const uncovered = Object.values(UNCOVERED_REGIONS).flat();
    expect(REGIONS.filter((region) => uncovered.includes(region))).toEqual([]);
  });
});
