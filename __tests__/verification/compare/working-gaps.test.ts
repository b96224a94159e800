import type { AccountRow, Cell } from "../../../verification/compare/account-matrix";
import { workingGaps } from "../../../verification/compare/working-gaps";
import type { UnhealthyAgent } from "../../../verification/read/guardduty/read-agents";
import { healthyCoverage } from "./found";

const PLACE = { region: "eu-west-1", administratorAccountId: "222222222222" };
const MEMBER = "333333333333";
const cell = (changes: Partial<Cell> = {}): Cell => ({
  ...{ plan: "EC2_AGENT_MANAGEMENT", wanted: "on", found: "on", isGap: false },
  ...changes,
});
const row = (...cells: Cell[]): AccountRow => ({
  account: MEMBER,
  name: "Payments",
  coverage: "enrolled",
  cells,
});
const agent = (resource: string, issue = "No Agent Reporting"): UnhealthyAgent => ({
  ...{ account: MEMBER, plan: "EC2_AGENT_MANAGEMENT", resource, issue },
});

function gaps(cells: Cell[], unhealthy: UnhealthyAgent[], more = 0) {
  const agents = { counts: {}, unhealthy, more };
  return workingGaps([row(...cells)], healthyCoverage("222222222222", [], { agents }), PLACE);
}

describe("What does not work", () => {
  it("is one gap for each account and agent setting, with each issue once", () => {
    const [first, ...others] = gaps(
      [cell()],
      [...["i-1", "i-2", "i-3", "i-4"].map((id) => agent(id)), agent("i-5", "Agent Not Provisioned")],
    );
    expect(others).toEqual([]);
    expect(first).toEqual({
      ...{ account: MEMBER, region: "eu-west-1", plan: "EC2_AGENT_MANAGEMENT", wanted: "healthy" },
      found: "No Agent Reporting (i-1, i-2, i-3 and 1 more); Agent Not Provisioned (i-5)",
      reason: "AGENT_UNHEALTHY",
    });
  });

  it.each([
    ["the config leaves the agent to the account", { wanted: "any" }],
    ["the config wants the agent off", { wanted: "off" }],
    ["the agent setting is off, which is a gap of its own", { found: "off", isGap: true }],
  ] as const)("is no gap if %s", (_, changes) => {
    expect(gaps([cell(changes)], [agent("i-1")], 3)).toEqual([]);
  });

  it("is a gap of the administrator if there are more than AWS was asked to list", () => {
    expect(gaps([cell()], [], 30)).toEqual([
      expect.objectContaining({ account: "222222222222", found: "30 more unhealthy, of any account" }),
    ]);
  });

  it("says nothing of agents and plans that could not be read", () => {
    const found = healthyCoverage("222222222222", [], { agents: "unread", malwarePlans: "unread" });
    expect(workingGaps([row(cell())], found, PLACE)).toEqual([]);
  });

  it.each([
    ["ERROR", [expect.objectContaining({ reason: "MALWARE_PLAN_FAILING", found: "ERROR: no role" })]],
    ["ACTIVE", []],
  ])("has malware protection plans that are %s as they are", (status, expected) => {
    const malwarePlans = [{ id: "p1", bucket: "uploads", status, reasons: ["no role"] }];
    expect(workingGaps([], healthyCoverage("222222222222", [], { malwarePlans }), PLACE)).toEqual(expected);
  });
});
