import { agents } from "../../../verification/report/sections/agents";
import { reportDocument } from "../../../verification/report/report";
import { verifyText } from "../../../verification/report/verify-report";
import type { FoundAgents } from "../../../verification/read/guardduty/read-agents";
import { report } from "./example-report";

function withAgents(found: FoundAgents) {
  const healthy = report();
  const regions = healthy.verification.regions.map((region) => ({ ...region, agents: found }));
  return { ...healthy, verification: { ...healthy.verification, regions } };
}

const MOST = withAgents({
  counts: {
    EC2_AGENT_MANAGEMENT: { all: 1_000, healthy: 999 },
    EKS_ADDON_MANAGEMENT: { all: 2, healthy: 2 },
  },
  unhealthy: [
    {
      ...{ account: "012345678901", plan: "EC2_AGENT_MANAGEMENT" },
      ...{ resource: "i-1", issue: "No Agent Reporting" },
    },
  ],
  more: 0,
});

describe("The report's agents", () => {
  it("are a percentage by agent setting and region, 100 % only if all report, with AWS's issue", () => {
    const [table, list] = agents(MOST.verification)!.blocks;
    expect(table).toMatchObject({
      columns: ["region", "EKS_ADDON_MANAGEMENT", "EC2_AGENT_MANAGEMENT"],
      rows: [["eu-west-1", "100 % (2 of 2)", "99 % (999 of 1000)"]],
    });
    expect(list).toMatchObject({
      items: ["eu-west-1: EC2_AGENT_MANAGEMENT: No Agent Reporting: i-1 of 012345678901"],
    });
    expect(verifyText(MOST)).toContain("99 % (999 of 1000)");
  });

  it("are in the document", () => {
    const { regions } = reportDocument(MOST) as { regions: { agents: FoundAgents }[] };
    expect(regions[0]!.agents.counts.EC2_AGENT_MANAGEMENT).toEqual({ all: 1_000, healthy: 999 });
  });

  it("are left out if nothing has an agent, or nothing was read", () => {
    expect(agents(withAgents({ counts: {}, unhealthy: [], more: 0 }).verification)).toBeUndefined();
    expect(agents(report().verification)).toBeUndefined();
  });
});
