import { RecentKeys } from "../../../lambda-src/finding-forwarder/recent-keys";

describe("RecentKeys", () => {
  it("knows what was added", () => {
    const keys = new RecentKeys(2);
    keys.add("a");
    expect([keys.has("a"), keys.has("b")]).toEqual([true, false]);
  });

  it("forgets the key that was not seen for longest", () => {
    const keys = new RecentKeys(2);
    keys.add("a");
    keys.add("b");
    keys.has("a");
    keys.add("c");
    expect(["a", "b", "c"].map((key) => keys.has(key))).toEqual([true, false, true]);
  });

  it("does not count a key twice", () => {
    const keys = new RecentKeys(2);
    ["a", "b", "b", "b"].forEach((key) => keys.add(key));
    expect(keys.has("a")).toBe(true);
  });
});
