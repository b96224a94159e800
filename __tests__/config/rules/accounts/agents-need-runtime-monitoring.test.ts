import { agentsNeedRuntimeMonitoring } from "../../../../config/rules/accounts/agents-need-runtime-monitoring";
import { findings } from "../../valid-document";

describe("agentsNeedRuntimeMonitoring", () => {
  const runtime = (value: object) => ({ "detection.protectionPlans": { runtimeMonitoring: value } });

  it("rejects an agent setting while the plan is NONE", () => {
    const changes = runtime({
      mode: "NONE",
      agents: { ec2AgentManagement: "NEW", eksAddonManagement: "NONE" },
    });
    expect(findings(agentsNeedRuntimeMonitoring, changes)).toEqual([
      "detection.protectionPlans.runtimeMonitoring.agents.ec2AgentManagement: NEW does nothing while runtimeMonitoring.mode is NONE",
    ]);
  });

  it("accepts agents with the plan on, and NONE without agents", () => {
    expect(
      findings(agentsNeedRuntimeMonitoring, runtime({ mode: "NEW", agents: { ec2AgentManagement: "NEW" } })),
    ).toEqual([]);
    expect(findings(agentsNeedRuntimeMonitoring, runtime({ mode: "NONE" }))).toEqual([]);
  });
});
