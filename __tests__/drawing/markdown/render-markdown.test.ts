import { SHORT } from "../../../drawing/markdown/lengths";
import { renderMarkdown } from "../../../drawing/markdown/render-markdown";
import type { Matrix, Table } from "../../../drawing/report-model";
import { HOSTILE } from "../../plan-review/hostile";
import { blocksOf, reportOf } from "../example-report";

/** Without code, in which nothing has a meaning. */
const outsideCode = (text: string) => text.replace(/(`+)[^\n]*?[^`]\1(?!`)/g, "code");

const table = (rows: number, more: Partial<Table> = {}): Table => ({
  ...{ kind: "table", caption: "Changes", columns: ["what", "where"] },
  rows: Array.from({ length: rows }, (_, n) => [`r${n}`, "here"]),
  ...more,
});

const matrix = (groups: number, groupName?: string): Matrix => ({
  ...{ kind: "matrix", id: "m", caption: "Accounts", noun: "account", columns: ["us-east-1"] },
  states: { on: { label: "on, enrolled", tone: "good" }, missing: { label: "missing", tone: "bad" } },
  groups: Array.from({ length: groups }, (_, n) => ({
    items: [{ id: `id${n}`, names: ["name", ""] }],
    cells: [{ state: n === 0 ? "missing" : "on", because: n === 0 ? "no plan" : "" }],
  })),
  ...(groupName === undefined ? {} : { groupName }),
});

describe("Markdown", () => {
  it.each(HOSTILE.filter((text) => !/[\r\n]/.test(text)))("takes no text for markup: %s", (text) => {
    const drawn = outsideCode(renderMarkdown(reportOf(blocksOf(text), text)));
    expect(drawn).not.toMatch(/<(?!br>)|(?<!\\)\]\(|(^|\W)@(?=\w)|https:\/\/(?! )/);
  });

  it("keeps a table's columns, whatever its cells hold", () => {
    const cells = (text: string) =>
      renderMarkdown(reportOf(blocksOf(text)))
        .split("\n")
        .filter((line) => line.startsWith("| "))
        .map((line) => line.split(/(?<!\\)\|/).length);
    expect(cells("a | b `|` \\| c")).toEqual(cells("text"));
  });

  it("cuts a long table only, and counts what was left out before", () => {
    const draw = (one: Table) => renderMarkdown(reportOf([one]), SHORT);
    expect(draw(table(25))).toContain("| r24 | here |");
    const cut = draw(table(25, { isLong: true, leftOut: 100 }));
    expect(cut).toContain("| r19 | here |\n\nand 105 more, in all.json.\n");
    expect(cut).not.toContain("r20");
  });

  it("shows captions where a section has several", () => {
    expect(renderMarkdown(reportOf([table(1)]))).not.toContain("**Changes**");
    expect(renderMarkdown(reportOf([table(1), table(1)])).match(/^\*\*Changes\*\*$/gm)).toHaveLength(2);
  });

  it("names rows of a matrix that is searched, says why, and who they are", () => {
    expect(renderMarkdown(reportOf([matrix(2, "aws")]))).toContain(
      [
        "| aws 1: 1 account | **missing** |\n| aws 2: 1 account | on, enrolled |",
        "- aws 1: no plan",
        "- aws 1: id0 `name`\n- aws 2: id1 `name`\n",
      ].join("\n\n"),
    );
    expect(renderMarkdown(reportOf([matrix(1)]))).toContain("| `id0` | **missing** |\n\n- `id0`: no plan\n");
  });

  it("bounds a matrix in which no two items are alike, in a short drawing only", () => {
    const short = renderMarkdown(reportOf([matrix(500, "aws")]), SHORT);
    expect(short.match(/^- aws/gm)).toHaveLength(201);
    expect(short).toContain("\n\nand 480 more, in all.json.\n");
    expect(short).toContain("\n\nand 300 more, in all.json.\n");
    expect(renderMarkdown(reportOf([matrix(500, "aws")]))).toContain("- aws 500: id499 `name`\n");
  });
});
