import { shown, shownPath } from "../../../config/problems/shown";

describe("shown", () => {
  it.each([
    ["a\u001b[0m", '"a\\u001b[0m"'],
    ["a\u202eb\u2028c\u0085", '"a\\u202eb\\u2028c\\u0085"'],
    ['say "hi"', '"say \\"hi\\""'],
    [7, "7"],
    [NaN, "NaN"],
    [true, "true"],
    [null, "nothing"],
    [[1], "a list"],
    [{ a: 1 }, "a map"],
  ])("shows %p as %s", (value, expected) => {
    expect(shown(value)).toBe(expected);
  });

  it("cuts a long text", () => {
    expect(shown("x".repeat(100))).toBe(`"${"x".repeat(60)}..."`);
  });
});

describe("shownPath", () => {
  it.each([
    [["organizations", "aws-cn", "homeRegion"], "organizations.aws-cn.homeRegion"],
    [["regions", 4], "regions[4]"],
    [["exclude", "444444444444"], 'exclude["444444444444"]'],
    [["tags", "a\n"], 'tags["a\\n"]'],
    [[], "the document"],
  ])("shows %p as %s", (path, expected) => {
    expect(shownPath(path)).toBe(expected);
  });
});
