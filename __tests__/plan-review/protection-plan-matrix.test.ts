import { caseWorld, reviewWorld } from "./case-world";
import { after, remove } from "./edit-plan";

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
    const unknown = ["unknown to this provider", "unknown to this provider", "unknown to this provider"];
    expect(states()).toEqual({
      S3_DATA_EVENTS: ["NEW", "NEW", "NEW"],
      EKS_AUDIT_LOGS: ["ALL", "ALL", "ALL"],
      EBS_MALWARE_PROTECTION: ["NEW", "NEW", "NEW"],
      RDS_LOGIN_EVENTS: ["NEW", "NEW", "NEW"],
      LAMBDA_NETWORK_LOGS: ["NONE", "NONE", "NONE"],
      RUNTIME_MONITORING: ["unsupported", "NEW", "NEW"],
      "RUNTIME_MONITORING / EKS_ADDON_MANAGEMENT": ["unsupported", "NEW", "NEW"],
      "RUNTIME_MONITORING / ECS_FARGATE_AGENT_MANAGEMENT": ["unsupported", "NEW", "NEW"],
      "RUNTIME_MONITORING / EC2_AGENT_MANAGEMENT": ["unsupported", "NONE", "NONE"],
      AI_PROTECTION: unknown,
      AI_ANALYST: unknown,
      RDS_DATA_RISK: unknown,
    });
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
});
