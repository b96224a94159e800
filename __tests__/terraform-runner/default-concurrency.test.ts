import { defaultConcurrency } from "../../terraform/default-concurrency";

describe("defaultConcurrency", () => {
  it.each([
    ["one stack a core", 4, 64e9, 4],
    ["what memory holds", 16, 8e9, 6],
    ["one at least", 1, 0.5e9, 1],
  ])("is %s", (_, cores, memoryBytes, expected) => {
    expect(defaultConcurrency({ cores, memoryBytes })).toBe(expected);
  });

  it("knows this machine", () => {
    expect(defaultConcurrency()).toBeGreaterThanOrEqual(1);
  });
});
