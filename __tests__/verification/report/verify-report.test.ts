import { renderPage } from "../../../drawing/html/render-page";
import type { Block, Matrix, Section, State } from "../../../drawing/report-model";
import type { Report } from "../../../verification/report/report";
import { verifyReport } from "../../../verification/report/verify-report";
import { all, member } from "../compare/found";
import { gone, ids, report, snapshot } from "./example-report";

/** A row of a matrix of one region: whose it is, and what its cell says. */
function rowsOf(id: string, shown: Report): [string[], State, string][] {
  const blocks = verifyReport(shown).sections.flatMap((section) => section.blocks);
  const matrix = blocks.find((block): block is Matrix => block.kind === "matrix" && block.id === id)!;
  return matrix.groups.map(({ items, cells: [cell] }) => [
    items.map((item) => item.id),
    matrix.states[cell!.state]!,
    cell!.because,
  ]);
}

function blockOf<Kind extends Block["kind"]>(shown: Report, id: string, kind: Kind) {
  const { blocks } = verifyReport(shown).sections.find((section: Section) => section.id === id)!;
  return blocks.find((block): block is Extract<Block, { kind: Kind }> => block.kind === kind)!;
}

describe("verify's page", () => {
  it("is a review's page, and names every account", () => {
    const page = renderPage(verifyReport(gone));
    for (const { id } of snapshot.accounts) expect(page).toContain(id);
    expect(page).toContain("O&#39;Brien &#38; Søns Prod");
  });

  it("says in its verdict whether all is as the config wants it", () => {
    const unread = [{ region: "us-east-1", error: "AccessDenied", fix: "allow it" }] as const;
    const verification = { ...report().verification, unread };
    const verdicts = [report(), gone, { ...report(), verification }].map((one) => verifyReport(one).verdict);
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

  it("lists each gap, and whether it is new", () => {
    const [worse] = gone.verification.regions[0]!.gaps;
    const change = { worse: [worse!], mended: 1, since: "2026-11-23T00:00:00Z" };
    const { rows } = blockOf({ ...gone, change }, "every-gap", "table");
    expect(rows).toHaveLength(gone.verification.regions[0]!.gaps.length);
    expect(rows.map((row) => row[6])).toEqual(["new", ...Array(rows.length - 1).fill("")]);
    expect(verifyReport({ ...gone, change }).verdict.summary).toContain(
      "Since 2026-11-23T00:00:00Z, 1 gap came and 1 went.",
    );
  });

  it("names the attribute of a difference in the list of gaps", () => {
    const gap = {
      ...({ account: "1", region: "eu-west-1", plan: "FORWARDING", resource: "hub" } as const),
      ...{ resourceType: "aws_sqs_queue", attribute: "message_retention_seconds", fix: "./orgduty plan" },
      ...({ wanted: "1209600", found: "60", reason: "ATTRIBUTE_DIFFERS" } as const),
    };
    const [region] = report().verification.regions;
    const verification = { ...report().verification, regions: [{ ...region!, gaps: [gap] }] };
    const { rows } = blockOf({ ...report(), verification }, "every-gap", "table");
    expect(rows[0]![3]).toBe("aws_sqs_queue hub: message_retention_seconds");
  });

  it("says what each reason means, and how many gaps it has", () => {
    const { gaps } = gone.verification.regions[0]!;
    expect(blockOf(gone, "gaps", "entries").entries).toEqual([
      expect.objectContaining({
        id: "NOT_ENROLLED",
        state: { label: `${gaps.length} gaps`, tone: "bad" },
        title: "the account is not a member of the administrator in this region",
      }),
    ]);
  });

  it("shows which sample findings were delivered", () => {
    const sample = { region: "eu-west-1", account: "1", type: "t", path: "by rule" } as const;
    const samples = [{ ...sample, delivered: false, reason: "the log does not name it" }];
    const page = renderPage(verifyReport(report(undefined, { samples })));
    expect(page).toContain('<span class="badge bad">NOT delivered</span>');
    expect(page).toContain("the log does not name it");
  });

  it("leaves no foreign text as it came", () => {
    const { verification } = report();
    const [region] = verification.regions;
    const accounts = region!.accounts.map((account) => ({ ...account, name: "a\u202eb" }));
    const regions = [{ ...region!, accounts, strangers: ["\u001b[2K"], notes: ["\u200b"] }];
    const page = renderPage(verifyReport({ ...report(), verification: { ...verification, regions } }));
    expect(page).toContain("a⟨U+202E⟩b");
    // eslint-disable-next-line no-control-regex -- these must not be there
    expect(page).not.toMatch(/[\u202e\u200b\u001b]/);
  });
});
