import { defaultConcurrency } from "../../../terraform/process/default-concurrency";

describe("defaultConcurrency", () => {
  it.each([
    ["so many stacks a core", 4, 64e9, 8],
    ["what memory holds", 16, 8e9, 6],
    ["one at least", 1, 0.5e9, 1],
  ])("is %s", (_, cores, memoryBytes, expected) => {
    expect(defaultConcurrency(2, { cores, memoryBytes })).toBe(expected);
  });

  it("knows this machine", () => {
    expect(defaultConcurrency(1)).toBeGreaterThanOrEqual(1);
  });
});
