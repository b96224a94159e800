import { FEATURES, isOffered } from "../../aws/features";
import { partitionOf } from "../../aws/partitions";
import { REGIONS, UNCOVERED_REGIONS } from "../../config/regions";

describe("isOffered", () => {
  it("says that China has no Runtime Monitoring", () => {
    expect(isOffered("RUNTIME_MONITORING", "cn-north-1")).toBe(false);
    expect(isOffered("S3_DATA_EVENTS", "cn-north-1")).toBe(true);
  });

  it("offers every plan elsewhere", () => {
    for (const region of REGIONS.filter((name) => partitionOf(name) === "aws")) {
      expect(FEATURES.every((plan) => isOffered(plan, region))).toBe(true);
    }
  });
});

describe("REGIONS", () => {
  it("are one in China and none among the uncovered", () => {
    expect(REGIONS.filter((region) => partitionOf(region) === "aws-cn")).toEqual(["cn-north-1"]);
    const uncovered = Object.values(UNCOVERED_REGIONS).flat();
    expect(REGIONS.filter((region) => uncovered.includes(region))).toEqual([]);
  });
});
