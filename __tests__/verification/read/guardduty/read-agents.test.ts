import { Calls } from "../../../../aws-clients/calls";
import type { Agent } from "../../../../local-aws/guardduty/service";
import { readAgents } from "../../../../verification/read/guardduty/read-agents";
import { addMembers, delegate } from "../../../local-aws/guardduty/support/organization";
import {
  ADMINISTRATOR,
  MEMBER,
  serverForEachTest,
} from "../../../local-aws/guardduty/support/guardduty-server";
import { UpdateDetectorCommand, UpdateMemberDetectorsCommand } from "@aws-sdk/client-guardduty";

const ON = [{ Name: "RUNTIME_MONITORING", Status: "ENABLED" }] as const;
const instances = (count: number, issue?: string): Agent[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ id: `i-${issue ? "bad" : "good"}-${n}`, type: "EC2" as const },
    ...(issue ? { issue } : {}),
  }));

describe("Reading agents", () => {
  const current = serverForEachTest();

  async function read(agents: Record<string, Agent[]>, member = ON[0].Status as "ENABLED" | "DISABLED") {
    const { administrator, detectorId } = await delegate(current.server);
    await addMembers(administrator, detectorId, [MEMBER]);
    await administrator.send(new UpdateDetectorCommand({ DetectorId: detectorId, Features: [...ON] }));
    const Features = [{ ...ON[0], Status: member }];
    const command = new UpdateMemberDetectorsCommand({
      ...{ DetectorId: detectorId, AccountIds: [MEMBER], Features },
    });
    await administrator.send(command);
    for (const [accountId, all] of Object.entries(agents))
      current.server.service.setAgents({ partition: "aws", region: "eu-west-1", accountId }, all);
    const calls = new Calls();
    return { ...(await readAgents(administrator, calls, detectorId)), calls: calls.count };
  }

  it("takes one call while every agent reports", async () => {
    const found = await read({ [MEMBER]: [...instances(3), { id: "web", type: "EKS" }] });
    const counts = {
      EC2_AGENT_MANAGEMENT: { all: 3, healthy: 3 },
      EKS_ADDON_MANAGEMENT: { all: 1, healthy: 1 },
    };
    expect(found).toEqual({ counts, unhealthy: [], more: 0, calls: 1 });
  });

  it("names what does not report, of the administrator and of members, in AWS's words", async () => {
    const found = await read({
      [ADMINISTRATOR]: [{ id: "tools", type: "ECS", issue: "Agent exited" }],
      [MEMBER]: [...instances(1), ...instances(1, "No Agent Reporting")],
    });
    expect(found.counts).toEqual({
      EC2_AGENT_MANAGEMENT: { all: 2, healthy: 1 },
      ECS_FARGATE_AGENT_MANAGEMENT: { all: 1, healthy: 0 },
    });
    expect(found.unhealthy).toEqual([
      {
        account: ADMINISTRATOR,
        plan: "ECS_FARGATE_AGENT_MANAGEMENT",
        resource: "tools",
        issue: "Agent exited",
      },
      { account: MEMBER, plan: "EC2_AGENT_MANAGEMENT", resource: "i-bad-0", issue: "No Agent Reporting" },
    ]);
    expect(found.calls).toBe(3);
  });

  it("lists 200 at most, and counts the others exactly", async () => {
    const found = await read({ [MEMBER]: [...instances(10), ...instances(230, "No Agent Reporting")] });
    expect(found).toMatchObject({
      counts: { EC2_AGENT_MANAGEMENT: { all: 240, healthy: 10 } },
      more: 30,
      calls: 6,
    });
    expect(found.unhealthy).toHaveLength(200);
  });

  it("does not see an account without Runtime Monitoring", async () => {
    const found = await read({ [MEMBER]: instances(1, "No Agent Reporting") }, "DISABLED");
    expect(found).toEqual({ counts: {}, unhealthy: [], more: 0, calls: 1 });
  });
});
