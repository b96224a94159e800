import { severityOf } from "../../../../lambda-src/finding-forwarder/event/severity";

describe("severityOf", () => {
  it.each([
    [0, "low"],
    [1, "low"],
    [3.9, "low"],
    [3.95, "low"],
    [4, "medium"],
    [6.99, "medium"],
    [7, "high"],
    [8.9, "high"],
    [8.95, "high"],
    [9, "critical"],
    [10, "critical"],
  ])("puts %d into %s", (score, band) => {
    expect(severityOf(score)).toBe(band);
  });
});
