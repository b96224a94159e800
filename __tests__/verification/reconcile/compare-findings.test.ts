import { compareFindings } from "../../../verification/reconcile/compare-findings";
import { Deliveries } from "../../../verification/reconcile/deliveries";
import type { LiveFinding } from "../../../verification/reconcile/finding";

const NOW = Date.parse("2026-11-24T12:00:00Z");
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

const finding = (changes: Partial<LiveFinding> = {}): LiveFinding => ({
  ...{ id: "f1", type: "Recon:EC2/Portscan", account: "012345678901", region: "eu-west-1" },
  ...{ updatedAt: ago(60), severity: 5, isUpdate: false },
  ...changes,
});

/** The forwarder's lines. */
function log(...lines: (object | string)[]): Deliveries {
  const deliveries = new Deliveries();
  for (const line of lines) deliveries.read(typeof line === "string" ? line : JSON.stringify(line), NOW);
  return deliveries;
}
const delivered = (id: string, updatedAt: string) => ({
  message: "delivered",
  findings: ["heartbeat", id],
  updatedAt: [ago(1), updatedAt],
});

const compared = (one: LiveFinding, deliveries: Deliveries) => {
  const { missing, unclear, ...counts } = compareFindings([one], deliveries, "ONE_HOUR", NOW);
  const fates = { ...counts, missing: missing.length, unclear: unclear.length };
  return Object.entries(fates).flatMap(([fate, count]) => (fate !== "findings" && count > 0 ? [fate] : []));
};

describe("Findings against deliveries", () => {
  it.each([
    ["the same update", delivered("f1", ago(60)), "delivered"],
    ["the same time, written otherwise", delivered("f1", ago(60).replace("Z", "+00:00")), "delivered"],
    ["a later update", delivered("f1", ago(50)), "delivered"],
    ["an earlier update", delivered("f1", ago(70)), "missing"],
    ["another finding", delivered("f2", ago(60)), "missing"],
    ["that it was only tried", { ...delivered("f1", ago(60)), message: "retried" }, "missing"],
    [
      "only in its reason that it was delivered",
      { ...delivered("f1", ago(60)), message: "retried", reason: "delivered" },
      "missing",
    ],
    ["half a line", JSON.stringify(delivered("f1", ago(60))).slice(0, -2), "missing"],
    ["no update, by an earlier release", { message: "delivered", findings: ["f1"] }, "unclear"],
    ["no readable update", delivered("f1", "soon"), "unclear"],
    ["a list of other things", { message: "delivered", findings: [{ id: "f1" }, null, 1] }, "missing"],
    ["null", "null", "missing"],
  ])("tell by a log that says %s", (_, line, fate) => {
    expect(compared(finding(), log(line))).toEqual([fate]);
  });

  it.each([
    ["new", 9, false, "onTheirWay"],
    ["new", 11, false, "missing"],
    ["updated", 69, true, "onTheirWay"],
    ["updated", 71, true, "missing"],
  ])("give one that is %s time: %d minutes", (_, minutes, isUpdate, fate) => {
    expect(compared(finding({ updatedAt: ago(minutes), isUpdate }), log())).toEqual([fate]);
  });

  it("tell by the newest delivery, in whatever order the log has them", () => {
    const lines = log(delivered("f1", ago(60)), delivered("f1", ago(70)));
    expect(compared(finding(), lines)).toEqual(["delivered"]);
  });

  it("name one whose time cannot be read", () => {
    expect(compared(finding({ updatedAt: "soon" }), log(delivered("f1", ago(1))))).toEqual(["missing"]);
  });

  it("count one once that was listed twice, as it was last", () => {
    const twice = [finding(), finding({ updatedAt: ago(50) })];
    expect(compareFindings(twice, log(delivered("f1", ago(50))), "ONE_HOUR", NOW)).toMatchObject({
      ...{ findings: 1, delivered: 1, missing: [] },
    });
  });

  it("name id, type, account, region and update of a missing one, and nothing else", () => {
    const { missing } = compareFindings([finding()], log(), "ONE_HOUR", NOW);
    const { id, type, account, region, updatedAt } = finding();
    expect(missing).toEqual([{ id, type, account, region, updatedAt }]);
  });
});
