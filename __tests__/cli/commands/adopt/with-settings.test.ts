import { parse } from "yaml";
import { withSettings } from "../../../../cli/commands/adopt/with-settings";

describe("Settings in a config's text", () => {
  it("change one key, and none that shares its value by an alias", () => {
    const before = "first: &a NEW # why\nsecond: *a\nthird: *a\n";
    const { text, changed } = withSettings(before, [{ path: ["first"], value: "ALL" }]);
    expect(text).toBe("first: ALL # why\nsecond: NEW\nthird: NEW\n");
    expect(changed).toEqual(["first: NEW -> ALL"]);
  });

  it("show what an alias stands for, and leave its anchor to the others", () => {
    const before = "first: &a NEW\nsecond: *a\nthird: *a\n";
    const { text, changed } = withSettings(before, [{ path: ["second"], value: "ALL" }]);
    expect(text).toBe("first: &a NEW\nsecond: ALL\nthird: *a\n");
    expect(changed).toEqual(["second: NEW -> ALL"]);
  });

  it.each([
    ["that has an anchor", "one"],
    ["that is an alias", "two"],
  ])("change one map of two that are the same, %s", (_what, key) => {
    const before = "one: &m { mode: NEW, agents: { a: &b NEW, c: *b } }\ntwo: *m\n";
    const { text } = withSettings(before, [{ path: [key, "mode"], value: "ALL" }]);
    const same = { mode: "NEW", agents: { a: "NEW", c: "NEW" } };
    expect(parse(text)).toEqual({ one: same, two: same, [key]: { ...same, mode: "ALL" } });
  });

  it("keep the line ends of Windows", () => {
    const { text } = withSettings("# why\r\nfirst: NEW\r\nlast: x\r\n", [{ path: ["first"], value: "ALL" }]);
    expect(text).toBe("# why\r\nfirst: ALL\r\nlast: x\r\n");
  });
});
