import { FEATURES, RUNTIME_AGENT_NAMES, UNDECLARED_FEATURES } from "../../../../aws/features";
import { caseWorld, reviewWorld } from "../../case-world";
import { add, after, remove } from "../../edit-plan";

const FEATURE = "aws_guardduty_organization_configuration_feature";

function states(world = caseWorld("first-day")): Record<string, string[]> {
  const { rows } = reviewWorld(world).protectionPlans;
  return Object.fromEntries(rows.map(({ feature, cells }) => [feature, cells.map(({ state }) => state)]));
}

describe("The protection plan x region matrix", () => {
  it("lists regions by name, China among them", () => {
    const { regions } = reviewWorld(caseWorld("first-day")).protectionPlans;
    expect(regions).toEqual(["cn-north-1", "us-east-1", "us-east-2"]);
  });

  it("says ALL, NEW, NONE, unsupported here, or unknown to the provider", () => {
    const agents = RUNTIME_AGENT_NAMES.map((agent) => `RUNTIME_MONITORING / ${agent}`);
    expect(Object.keys(states()).sort()).toEqual([...FEATURES, ...agents, ...UNDECLARED_FEATURES].sort());
    const unknown = ["unknown to this provider", "unknown to this provider", "unknown to this provider"];
    expect(states()).toMatchObject({
      S3_DATA_EVENTS: ["NEW", "NEW", "NEW"],
      EKS_AUDIT_LOGS: ["ALL", "ALL", "ALL"],
      EBS_MALWARE_PROTECTION: ["NEW", "NEW", "NEW"],
      RDS_LOGIN_EVENTS: ["NEW", "NEW", "NEW"],
      LAMBDA_NETWORK_LOGS: ["NONE", "NONE", "NONE"],
      RUNTIME_MONITORING: ["unsupported", "NEW", "NEW"],
      "RUNTIME_MONITORING / EKS_ADDON_MANAGEMENT": ["unsupported", "NEW", "NEW"],
      "RUNTIME_MONITORING / ECS_FARGATE_AGENT_MANAGEMENT": ["unsupported", "NEW", "NEW"],
      "RUNTIME_MONITORING / EC2_AGENT_MANAGEMENT": ["unsupported", "NONE", "NONE"],
      ...Object.fromEntries(UNDECLARED_FEATURES.map((feature) => [feature, unknown])),
    });
  });

  it("decides by the version of the provider what it does not know", () => {
    const world = caseWorld("first-day");
    world.manifest.versions.provider = "6.56.0";
    const [left, unknown] = ["left alone", "unknown to this provider"].map((state) => [state, state, state]);
    expect(states(world)).toMatchObject({ AI_PROTECTION: left, AI_ANALYST: left, RDS_DATA_RISK: unknown });
    world.manifest.versions.provider = "6.55.1";
    expect(states(world)).toMatchObject({ AI_PROTECTION: unknown, RDS_DATA_RISK: unknown });
  });

  it("gives the address that makes it so", () => {
    const [row] = reviewWorld(caseWorld("first-day")).protectionPlans.rows;
    expect(row!.cells[1]!.address).toMatch(
      /^aws_guardduty_organization_configuration_feature\..*S3_DATA_EVENTS/,
    );
  });

  it("says undeclared where a plan declares nothing, also of an agent setting", () => {
    const world = caseWorld("first-day");
    remove(world, "us-east-1", FEATURE, "S3_DATA_EVENTS");
    after(world, "us-east-2", FEATURE, "RUNTIME_MONITORING").additional_configuration = [];
    expect(states(world).S3_DATA_EVENTS).toEqual(["NEW", "undeclared", "NEW"]);
    expect(states(world)["RUNTIME_MONITORING / EC2_AGENT_MANAGEMENT"]).toEqual([
      "unsupported",
      "NONE",
      "undeclared",
    ]);
  });

  it("gives the weakest of several declarations, whichever comes first", () => {
    const world = caseWorld("first-day");
    add(world, "us-east-1", FEATURE, "again", { name: "EKS_AUDIT_LOGS", auto_enable: "NONE" });
    add(world, "us-east-2", FEATURE, "again", { name: "LAMBDA_NETWORK_LOGS", auto_enable: "ALL" });
    expect(states(world).EKS_AUDIT_LOGS).toEqual(["ALL", "NONE", "ALL"]);
    expect(states(world).LAMBDA_NETWORK_LOGS).toEqual(["NONE", "NONE", "NONE"]);
  });

  it("does not count what another account declares", () => {
    const world = caseWorld("first-day");
    add(world, "us-east-1", FEATURE, "mine", { name: "EKS_AUDIT_LOGS", auto_enable: "NONE" });
    world.plans["us-east-1"]!.configuration.root_module.resources.at(-1)!.provider_config_key =
      "aws.management";
    expect(states(world).EKS_AUDIT_LOGS).toEqual(["ALL", "ALL", "ALL"]);
  });

  it("says by account, and for which, where one is set apart", () => {
    const world = caseWorld("first-day");
    add(world, "us-east-1", "aws_guardduty_member_detector_feature", "off", {
      ...{ account_id: "100000000001", name: "S3_DATA_EVENTS", status: "DISABLED" },
    });
    const [row] = reviewWorld(world).protectionPlans.rows;
    expect(row!.cells[1]).toEqual({
      state: "by account",
      address: "DISABLED for 100000000001 (aws_guardduty_member_detector_feature.off)",
    });
  });
});
