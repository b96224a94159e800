import { readYaml } from "../../../config/problems/yaml-document";

const told = (text: string) =>
  readYaml(text).problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);

describe("readYaml", () => {
  it("knows the line of a key, of a list item, and of what should hold a missing key", () => {
    const document = readYaml("a: 1\nb:\n  - x\n  - {c: 2}\n");
    expect(document.lineOf(["b"])).toBe(2);
    expect(document.lineOf(["b", 1])).toBe(4);
    expect(document.lineOf(["b", 1, "missing"])).toBe(4);
    expect(document.lineOf(["missing"])).toBeUndefined();
  });

  it("follows an alias", () => {
    expect(readYaml("a: &a\n  x: 1\nb: *a\n").lineOf(["b", "x"])).toBe(2);
  });

  it("keeps a number as it was written", () => {
    expect(readYaml("id: 0123").sourceOf(["id"])).toBe("0123");
  });

  it("rejects a key given twice, at any depth", () => {
    expect(told("a: 1\na: 2\nb:\n  - c: 1\n    c: 2\n")).toEqual([
      "2 a: is given twice in one map",
      "5 b[0].c: is given twice in one map",
    ]);
  });

  it("rejects an unquoted number as a key", () => {
    expect(told("exclude:\n  012345678901: x\n")).toEqual([
      '2 exclude["12345678901"]: a key must be a string, got 012345678901',
    ]);
  });

  it.each([
    ["an open bracket", "a: [b"],
    ["a tab", "a:\n\t b: 1"],
    ["a second document", "---\na: 1\n---\nb: 2\n"],
    ["an unknown tag", "!!js/function x"],
    ["an alias without an anchor", "a: *b"],
    ["a map as a key", "? {a: b}\n: c\n"],
  ])("rejects %s", (_, text) => {
    expect(readYaml(text).problems.length).toBeGreaterThan(0);
  });

  it.each([
    ["brackets", "[".repeat(100_000)],
    ["braces", "{a: ".repeat(100_000)],
    ["lists in one line", "- ".repeat(100_000)],
    ["keys in one line", "? ".repeat(100_000)],
    ["indentation", Array.from({ length: 1_400 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
  ])("rejects nesting without end, of %s, before it is parsed", (_, text) => {
    expect(told(text)).toEqual([expect.stringContaining("nested more than 100 levels deep")]);
  });

  it("takes brackets that are closed or quoted, however many", () => {
    expect(readYaml(`a: [${"[], ".repeat(1_000)}]\nb: [${`"[[", '{', `.repeat(100)}]`).problems).toEqual([]);
  });

  it.each(["\n", "\r\n"])("takes long lists, with lines that end in %j", (end) => {
    expect(readYaml(Array.from({ length: 200 }, (_, index) => `- ${index}`).join(end)).problems).toEqual([]);
  });

  it("rejects aliases that multiply, at once", () => {
    const levels = Array.from({ length: 12 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n},`.repeat(9)}]`);
    expect(told([`l0: &l0 [x,x,x]`, ...levels].join("\n"))).toEqual([
      expect.stringContaining("Excessive alias count"),
    ]);
  });

  it("rejects a text larger than its limit without reading it", () => {
    expect(told(`# ${"x".repeat(1024 * 1024)}`)).toEqual([
      expect.stringContaining("larger than 1048576 bytes"),
    ]);
  });
});
