import { renderPage } from "../../../drawing/html/render-page";
import { code, type Entries } from "../../../drawing/report-model";
import { HOSTILE } from "../../plan-review/hostile";
import { blocksOf, entryOf, reportOf } from "../example-report";

const main = (page: string) => page.slice(page.indexOf("</style>"), page.indexOf("<script>"));

describe("A page", () => {
  it.each(HOSTILE)("takes no text for markup, in any block: %s", (text) => {
    const tags = (of: string) =>
      main(renderPage(reportOf(blocksOf(of), of)))
        .match(/<[^>]*>/g)!
        .map((tag) => tag.replace(/"[^"]*"/g, '""'));
    expect(tags(text)).toEqual(tags("text"));
  });

  it("puts no text into its data as markup", () => {
    const page = renderPage(reportOf(blocksOf("</script><b>")));
    expect(page).toContain("\\u003c/script\\u003e\\u003cb\\u003e");
    expect(page.match(/<\/script>/g)).toHaveLength(2);
  });

  it("draws addresses as code, and folds lines under their summary", () => {
    const of = { summary: "2 resources", lines: [code("a.b"), code("c.d")] };
    const page = renderPage(reportOf([{ kind: "table", caption: "t", columns: ["of"], rows: [["r", of]] }]));
    expect(page).toContain(
      '<td role="cell" data-label=""><details><summary>2 resources</summary><code>a.b</code><br><code>c.d</code></details></td>',
    );
  });

  const entries = (view: Entries["view"], id: string, points: number): Entries => ({
    ...{ kind: "entries", view, caption: view },
    heads: { id: "rule", state: "verdict", title: "property", note: "note", points: "evidence", fix: "fix" },
    entries: [{ ...entryOf(id, points), note: "" }],
  });

  it("folds all but the first points of what is read, and loses none", () => {
    const page = renderPage(reportOf([entries("read", "OD-1", 12)]));
    const [first, rest] = page.split("<summary>and 7 more</summary>");
    expect(first!.match(/<code>OD-1<\/code>/g)).toHaveLength(5);
    expect(rest!.match(/<li><code>OD-1<\/code>/g)).toHaveLength(7);
  });

  it("bounds the points of what is found, and says where the others are", () => {
    const page = renderPage(reportOf([entries("find", "OD-1", 301)]));
    expect(page.match(/<li><code>/g)).toHaveLength(300);
    expect(page).toContain("<li>and 1 more, in all.json</li>");
  });

  it("links what is read to where it can be found, and leaves out columns that say nothing", () => {
    const page = renderPage(reportOf([entries("read", "OD-1", 1), entries("find", "OD-1", 1)]));
    expect(page).toContain('<th scope="row" role="rowheader"><a href="#OD-1">OD-1</a></th>');
    expect(renderPage(reportOf([entries("read", "OD-1", 1)]))).not.toContain(
      '<th scope="row" role="rowheader"><a',
    );
    const columns = [...page.matchAll(/<th scope="col" role="columnheader">(\w+)</g)].map(
      ([, column]) => column,
    );
    expect(columns).toEqual(["rule", "verdict", "property", "evidence", "fix"]);
  });

  it("takes the hash of an address out of sight, unless its name would stand for two addresses", () => {
    const of = (...addresses: string[]) =>
      renderPage(reportOf([{ kind: "list", items: addresses.map(code) }]));
    const one = of("aws_sqs_queue.dead_0A1B2C3D", 'aws_sqs_queue.dead_0A1B2C3D["k"]');
    expect(one.match(/dead<i class="hash">_0A1B2C3D<\/i>/g)).toHaveLength(2);
    expect(one).toContain('title="aws_sqs_queue.dead_0A1B2C3D"');
    expect(one).toContain("whole-addresses");
    const two = of("aws_sqs_queue.dead_0A1B2C3D", "aws_sqs_queue.dead_11111111");
    expect(main(two)).not.toContain('class="hash"');
    expect(main(two)).not.toContain('id="whole-addresses"');
  });

  it("folds the rows after the first ones, and loses none", () => {
    const rows = Array.from({ length: 20 }, (_, n) => [`row ${n}`]);
    const page = renderPage(reportOf([{ kind: "table", caption: "t", columns: ["c"], rows }]));
    const [first, rest] = page.split("<summary>14 more rows</summary>");
    expect(first!.match(/>row \d+</g)).toHaveLength(6);
    expect(rest!.match(/>row \d+</g)).toHaveLength(14);
  });
});
