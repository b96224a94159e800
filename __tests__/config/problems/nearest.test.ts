import { nearest, offer } from "../../../config/problems/nearest";
import { REGIONS } from "../../../config/regions";

describe("nearest", () => {
  it.each([
    ["eu-wets-1", "eu-west-1"],
    ["US-EAST-1", "us-east-1"],
    ["us-east1", "us-east-1"],
  ])("takes %s for %s", (word, expected) => {
    expect(nearest(word, REGIONS)).toBe(expected);
  });

  it("offers nothing where nothing is close", () => {
    expect(nearest("mars", REGIONS)).toBeUndefined();
    expect(nearest("x".repeat(10_000), REGIONS)).toBeUndefined();
  });
});

describe("offer", () => {
  it("lists every choice where none is close", () => {
    expect(offer("maybe", ["ALL", "NEW"])).toBe("choose one of ALL, NEW");
    expect(offer(3, ["ALL", "NEW"])).toBe("choose one of ALL, NEW");
  });
});
