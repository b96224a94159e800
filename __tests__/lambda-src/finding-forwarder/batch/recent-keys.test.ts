import { RecentKeys } from "../../../../lambda-src/finding-forwarder/batch/recent-keys";

let now = 0;

function seen(limit: number, ...keys: string[]): RecentKeys {
  const recent = new RecentKeys(limit, 1_000, () => now);
  keys.forEach((key) => recent.add(key));
  return recent;
}

describe("RecentKeys", () => {
  it("knows what was added", () => {
    const keys = seen(2, "a");
    expect([keys.has("a"), keys.has("b")]).toEqual([true, false]);
  });

  it("remembers at least the last ones, as many as its limit, and at most twice as many", () => {
    const names = Array.from({ length: 1_000 }, (_, index) => String(index));
    const keys = seen(100, ...names);
    expect(names.slice(-100).every((name) => keys.has(name))).toBe(true);
    expect(names.slice(0, -200).some((name) => keys.has(name))).toBe(false);
  });

  it("counts a key that is asked for as seen", () => {
    const keys = seen(2, "a", "b");
    expect(keys.has("a")).toBe(true);
    keys.add("c");
    expect(["a", "c"].map((key) => keys.has(key))).toEqual([true, true]);
  });

  it("forgets a key at its age, however often it was asked for", () => {
    now = 0;
    const keys = seen(2, "a", "b");
    now = 999;
    expect(keys.has("a")).toBe(true);
    now = 1_000;
    expect(keys.has("a")).toBe(false);
    keys.add("a");
    expect(keys.has("a")).toBe(true);
  });

  it("does not count a key twice", () => {
    expect(seen(2, "a", "b", "b", "b").has("a")).toBe(true);
  });
});
