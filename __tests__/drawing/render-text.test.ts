import { renderText } from "../../drawing/render-text";
import { code, type Report, type Section } from "../../drawing/report-model";
import { blocksOf, entryOf, reportOf } from "./example-report";

const section = (id: string): Section => ({ id, heading: id, blocks: [{ kind: "text", text: id }] });
const report: Report = { ...reportOf([], "sum"), sections: [section("a"), section("b"), section("c")] };

describe("A report's text", () => {
  it("has the chosen sections in the chosen order, between summary and headline", () => {
    expect(renderText(report, { sections: ["c", "a"], points: 1 })).toBe("sum\n\nc\n\na\n\nsum");
  });

  it("has no colours, for a terminal, a file and NO_COLOR alike", () => {
    // eslint-disable-next-line no-control-regex -- these must not be there
    expect(renderText(reportOf(blocksOf("text")), { sections: ["only"], points: 9 })).not.toMatch(/\u001b/);
  });

  it("draws every kind of block but a matrix", () => {
    const shown = (kind: string) =>
      renderText(reportOf(blocksOf("word").filter((block) => block.kind === kind)), {
        ...{ sections: ["only"], points: 1 },
      })
        .split("\n\n")
        .slice(1, -1);
    expect(shown("list")).toEqual(["word\nword\nword\nword\n  word word"]);
    expect(shown("facts")).toEqual(["word: word"]);
    expect(shown("table")).toEqual([expect.stringMatching(/\nword +word +word +word; word word +word$/)]);
    expect(shown("matrix")).toEqual([]);
  });

  it("bounds an entry's points, and indents what belongs to it", () => {
    const entry = { ...entryOf("x", 3), title: "", points: [[[code("a.b"), "is off"], "here"], "p", "q"] };
    const heads = { id: "", state: "", title: "", note: "", points: "", fix: "" };
    const block = { kind: "entries", view: "read", caption: "", heads, entries: [entry] } as const;
    expect(renderText(reportOf([block]), { sections: ["only"], points: 2 })).toContain(
      "\n\nx: x\n  x\n  a.b is off\n    here\n  p\n  and 1 more\n  fix: x\n\n",
    );
  });
});
