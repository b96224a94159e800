import { DelegatedAdministrator } from "../../modules/delegated-administrator/delegated-administrator";
import { Detector } from "../../modules/detector/detector";
import { OrganizationConfiguration } from "../../modules/organization-configuration/organization-configuration";
import { only, synthConstruct } from "../support/synth-construct";

const synthesized = synthConstruct((stack, placement) => {
  const detector = new Detector(stack, "detector", { placement });
  const delegation = new DelegatedAdministrator(stack, "delegation", {
    placement,
    administratorAccountId: "012345678901",
    dependsOn: [detector],
  });
  new OrganizationConfiguration(stack, "organization", {
    placement,
    detectorId: detector.detectorId,
    newAccounts: "NEW",
    plans: [
      { feature: "S3_DATA_EVENTS", mode: "NONE", agents: [] },
      {
        feature: "RUNTIME_MONITORING",
        mode: "ALL",
        agents: [
          { name: "EKS_ADDON_MANAGEMENT", mode: "NONE" },
          { name: "EC2_AGENT_MANAGEMENT", mode: "ALL" },
          { name: "ECS_FARGATE_AGENT_MANAGEMENT", mode: "NEW" },
        ],
      },
    ],
    dependsOn: [delegation],
  });
});
const features = Object.values(
  synthesized.resource["aws_guardduty_organization_configuration_feature"] ?? {},
);

describe("DelegatedAdministrator", () => {
  const delegation = only(synthesized, "aws_guardduty_organization_admin_account");

  it("names the administrator, leading zero kept", () => {
    expect(delegation).toMatchObject({ admin_account_id: "012345678901", provider: "aws.here" });
  });

  it("waits for the detectors: AWS would create the administrator's by itself", () => {
    expect(delegation.depends_on).toEqual([expect.stringMatching(/^aws_guardduty_detector\.detector_/)]);
  });

  it("protects itself from destruction", () => {
    expect(delegation.lifecycle).toEqual({ prevent_destroy: true });
  });
});

describe("OrganizationConfiguration", () => {
  const configuration = only(synthesized, "aws_guardduty_organization_configuration");

  it("enrols the accounts it is told to, after the delegation", () => {
    expect(configuration).toMatchObject({ auto_enable_organization_members: "NEW", provider: "aws.here" });
    expect(configuration.detector_id).toMatch(/aws_guardduty_detector\.detector_\w+\.id/);
    expect(configuration.depends_on).toEqual([
      expect.stringMatching(/^aws_guardduty_organization_admin_account\./),
    ]);
  });

  it("declares each plan, off ones too, after the configuration it would race with", () => {
    expect(features.map(({ name, auto_enable }) => [name, auto_enable])).toEqual([
      ["RUNTIME_MONITORING", "ALL"],
      ["S3_DATA_EVENTS", "NONE"],
    ]);
    for (const feature of features) {
      expect(feature.depends_on).toEqual([
        expect.stringMatching(/^aws_guardduty_organization_configuration\./),
      ]);
      expect(feature.provider).toBe("aws.here");
      expect(feature.detector_id).toBe(configuration.detector_id);
    }
  });

  it("declares all three agent settings, in GuardDuty's order for an organization", () => {
    expect(features.find(({ name }) => name === "RUNTIME_MONITORING")?.additional_configuration).toEqual([
      { name: "ECS_FARGATE_AGENT_MANAGEMENT", auto_enable: "NEW" },
      { name: "EC2_AGENT_MANAGEMENT", auto_enable: "ALL" },
      { name: "EKS_ADDON_MANAGEMENT", auto_enable: "NONE" },
    ]);
    expect(features.find(({ name }) => name === "S3_DATA_EVENTS")).not.toHaveProperty(
      "additional_configuration",
    );
  });
});
