import { verifyPage } from "../../../verification/report/verify-page";
import type { PageMatrix, PageState } from "../../../drawing/page-model";
import { renderPage } from "../../../drawing/render-page";
import type { Report } from "../../../verification/report/report";
import { all, member } from "../compare/found";
import { gone, ids, report, snapshot } from "./verify-report";

/** A row of a matrix of one region: who it is of, and what its cell says. */
function rowsOf(id: string, shown: Report): [string[], PageState, string][] {
  const blocks = verifyPage(shown).sections.flatMap((section) => section.blocks);
  const matrix = blocks.find((block): block is PageMatrix => block.kind === "matrix" && block.id === id)!;
  return matrix.groups.map(({ items, cells: [cell] }) => [
    items.map((item) => item.id),
    matrix.states[cell!.state]!,
    cell!.because,
  ]);
}

describe("verify's page", () => {
  it("is a review's page, and names every account", () => {
    const page = renderPage(verifyPage(gone));
    for (const { id } of snapshot.accounts) expect(page).toContain(id);
    expect(page).toContain("O&#39;Brien &#38; Søns Prod");
  });

  it("says in its verdict whether all is as the config wants it", () => {
    const unread = [{ region: "us-east-1", error: "AccessDenied", fix: "allow it" }] as const;
    const verification = { ...report().verification, unread };
    const verdicts = [report(), gone, { ...report(), verification }].map((one) => verifyPage(one).verdict);
    expect(verdicts.map(({ passed }) => passed)).toEqual([true, false, false]);
    expect(verdicts[2]!.headline).toBe("0 gaps in 1 region, 1 not verified");
  });

  it("puts accounts that are alike in one row, and says why one is not on", () => {
    const rows = rowsOf("coverage-aws", gone);
    expect(rows[0]!.slice(1)).toEqual([{ label: "on", tone: "good" }, ""]);
    expect(rows[0]![0]).toHaveLength(ids.length);
    expect(rows).toContainEqual([
      [ids[0]],
      { label: "NOT_ENROLLED", tone: "bad" },
      expect.stringContaining("S3_DATA_EVENTS: wanted on, found off, NOT_ENROLLED"),
    ]);
    expect(rows).toContainEqual([["444444444444"], { label: "excluded", tone: "quiet" }, ""]);
    expect(rows).toContainEqual([["100000000019"], { label: "suspended", tone: "quiet" }, ""]);
  });

  it("counts for each protection plan the accounts that have it", () => {
    const without = member(ids[0]!, { features: { ...all("ENABLED"), S3_DATA_EVENTS: "DISABLED" } });
    const shown = report([without, ...ids.slice(1).map((id) => member(id))]);
    const rows = rowsOf("protection-plans", shown);
    const total = ids.length + 1;
    expect(rows[0]).toEqual([["GUARDDUTY"], { label: `${total} of ${total}`, tone: "good" }, ""]);
    expect(rows).toContainEqual([["S3_DATA_EVENTS"], { label: `${total - 1} of ${total}`, tone: "bad" }, ""]);
  });

  it("lists each gap with its meaning, and whether it is new", () => {
    const [worse] = gone.verification.regions[0]!.gaps;
    const page = verifyPage({
      ...gone,
      change: { worse: [worse!], mended: 1, since: "2026-11-23T00:00:00Z" },
    });
    const [table] = page.sections[0]!.blocks;
    const rows = table!.kind === "table" ? table!.rows : [];
    expect(rows.map((row) => row[6])).toEqual(["new", ...Array(rows.length - 1).fill("")]);
    expect(rows[0]!.at(-1)).toBe("the account is not a member of the administrator in this region");
    expect(page.verdict.summary).toContain("Since 2026-11-23T00:00:00Z, 1 gap came and 1 went.");
  });

  it("shows which sample findings were delivered", () => {
    const sample = { region: "eu-west-1", account: "1", type: "t", path: "by rule" } as const;
    const samples = [{ ...sample, delivered: false, reason: "the log does not name it" }];
    expect(renderPage(verifyPage(report(undefined, { samples })))).toContain(
      "not delivered: the log does not name it",
    );
  });
});
