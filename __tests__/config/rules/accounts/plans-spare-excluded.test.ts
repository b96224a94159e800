import { plansSpareExcluded } from "../../../../config/rules/accounts/plans-spare-excluded";
import { completed } from "../../checked";
import { EXCEPTION, findings } from "../../valid-document";

describe("plansSpareExcluded", () => {
  const exclude = { "organizations.aws.enrolment": { exclude: { "444444444444": EXCEPTION } } };
  const plans = (protectionPlans: object) => ({ detection: { protectionPlans } });

  it("rejects a plan and an agent that is ALL beside an exclusion", () => {
    const runtimeMonitoring = {
      mode: "ALL",
      agents: { ec2AgentManagement: "ALL", eksAddonManagement: "NEW" },
    };
    expect(
      findings(plansSpareExcluded, { ...exclude, ...plans({ s3DataEvents: "ALL", runtimeMonitoring }) }),
    ).toEqual(
      ["s3DataEvents", "runtimeMonitoring.mode", "runtimeMonitoring.agents.ec2AgentManagement"].map(
        (plan) =>
          `detection.protectionPlans.${plan}: ALL reaches every account, and organizations.aws.enrolment.exclude sets some apart`,
      ),
    );
  });

  it("sees an exclusion whose reason is wrong, too", () => {
    const wrong = { "organizations.aws.enrolment": { exclude: { "444444444444": "because" } } };
    expect(findings(plansSpareExcluded, { ...wrong, ...plans({ s3DataEvents: "ALL" }) })).toHaveLength(1);
  });

  it("accepts it if someone says why", () => {
    const detection = { plansReachExcluded: EXCEPTION, protectionPlans: { s3DataEvents: "ALL" } };
    expect(findings(plansSpareExcluded, { ...exclude, detection })).toEqual([]);
    expect(completed({ ...exclude, detection }).detection.plansReachExcluded).toEqual(EXCEPTION);
    expect(completed().detection).not.toHaveProperty("plansReachExcluded");
  });

  it("accepts ALL without an exclusion, and leaves newAccounts: ALL to its own rule", () => {
    expect(findings(plansSpareExcluded, plans({ s3DataEvents: "ALL" }))).toEqual([]);
    expect(findings(plansSpareExcluded, { ...exclude, ...plans({ s3DataEvents: "NEW" }) })).toEqual([]);
    const all = {
      "organizations.aws.enrolment": { newAccounts: "ALL", exclude: { "444444444444": EXCEPTION } },
    };
    expect(findings(plansSpareExcluded, { ...all, ...plans({ s3DataEvents: "ALL" }) })).toEqual([]);
  });
});
