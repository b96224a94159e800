import { renderMarkdown } from "../../../drawing/markdown/render-markdown";
import type { Reconciliation } from "../../../verification/reconcile/reconcile";
import { hasFailures, hasUnread, reportDocument } from "../../../verification/report/report";
import { verifyReport, verifyText } from "../../../verification/report/verify-report";
import { drawn } from "../history/example-history";
import { report } from "./example-report";

const lost = {
  ...{ id: "f1", type: "Recon:EC2/Portscan", account: "012345678901" },
  ...{ region: "eu-west-1", updatedAt: "2026-11-23T12:00:00Z" },
};
const counts = { region: "eu-west-1", findings: 3, delivered: 2, onTheirWay: 0, leftOut: 0 } as const;

function reconciled(changes: Partial<Reconciliation> = {}) {
  const [since, until] = ["2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"];
  const reconciliation = { since, until, regions: [], unread: [], ...changes };
  return report(undefined, { reconciliation });
}

describe("Findings and deliveries in a report", () => {
  it("fail on a missing finding, and name it", () => {
    const missing = reconciled({ regions: [{ ...counts, missing: [lost], unclear: [] }] });
    expect([hasFailures(missing), hasUnread(missing)]).toEqual([true, false]);
    expect(verifyText(missing)).toContain(
      "f1: Recon:EC2/Portscan, account 012345678901, updated 2026-11-23T12:00:00Z",
    );
    expect(verifyReport(missing).verdict).toMatchObject({
      ...{ passed: false, headline: "0 gaps in 1 region, 1 finding not delivered" },
    });
    expect(reportDocument(missing)).toHaveProperty("reconciliation.regions.0.missing", [lost]);
  });

  it("name every missing finding in the text, however many", () => {
    const many = Array.from({ length: 500 }, (_, n) => ({ ...lost, id: `f${n}x` }));
    const text = verifyText(reconciled({ regions: [{ ...counts, missing: many, unclear: [] }] }));
    expect(many.filter(({ id }) => !text.includes(`${id}: `))).toEqual([]);
  });

  it.each<[string, Partial<Reconciliation>]>([
    ["could not be read", { unread: [{ region: "eu-west-1", error: "AccessDenied", fix: "allow it" }] }],
    ["may not have been delivered", { regions: [{ ...counts, missing: [], unclear: [lost] }] }],
  ])("are not verified where findings %s", (_, changes) => {
    const some = reconciled(changes);
    expect([hasFailures(some), hasUnread(some)]).toEqual([false, true]);
    expect(verifyText(some)).toContain("not verified");
    const headline = "0 gaps in 1 region, 0 findings not delivered, 1 not verified";
    expect(verifyReport(some).verdict).toMatchObject({ passed: false, headline });
  });

  it("are not in a report that nobody asked for them", () => {
    expect(verifyReport(report()).sections.map(({ id }) => id)).not.toContain("reconciliation");
    expect(verifyReport(report()).verdict.headline).toBe("0 gaps in 1 region");
    expect(reportDocument(report())).not.toHaveProperty("reconciliation");
  });
});

describe("History in a report", () => {
  it("is in words where nothing can be drawn", () => {
    const text = renderMarkdown(verifyReport(drawn()));
    expect(text).toContain("- S3\\_DATA\\_EVENTS: 100 % on 2026-11-24, lowest 93.7 % on 2026-11-07");
    expect(text).toMatch(/098765432109.*: not covered yet, 2 days after a run first saw it/);
    expect(text).toMatch(/eu-west-1: 41 runs, 37 delivering; last silent at 2026-11-03T00:00Z/);
    expect(text).toMatch(/review\.exceptions\.0: .*over.*until 2026-11-01, over/);
  });

  it("is not drawn from one run, nor from lines without figures", () => {
    const { history, ...rest } = drawn();
    const ids = (runs: NonNullable<typeof history>["runs"]) =>
      verifyReport({ ...rest, history: { runs } }).sections.map(({ id }) => id);
    expect(ids(history!.runs.slice(-1))).not.toContain("coverage-over-time");
    const plain = history!.runs.map(({ verifiedAt, regions, gaps }) => ({ verifiedAt, regions, gaps }));
    expect(ids(plain)).not.toContain("heartbeats");
    expect(ids(history!.runs.slice(-2))).toContain("heartbeats");
  });
});
