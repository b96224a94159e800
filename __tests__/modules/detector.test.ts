import { Detector } from "../../modules/detector/detector";
import { DetectorProtectionPlans } from "../../modules/detector/detector-protection-plans";
import { only, synthConstruct } from "../support/synth-construct";

describe("Detector", () => {
  const detector = only(
    synthConstruct((stack, placement) => new Detector(stack, "detector", { placement })),
    "aws_guardduty_detector",
  );

  it("is enabled and publishes every fifteen minutes by default", () => {
    expect(detector).toMatchObject({ enable: true, finding_publishing_frequency: "FIFTEEN_MINUTES" });
  });

  it("protects itself from destruction", () => {
    expect(detector.lifecycle).toEqual({ prevent_destroy: true });
  });

  it("lives where its placement says", () => {
    expect(detector.provider).toBe("aws.here");
    expect(detector).not.toHaveProperty("region");
    const consolidated = synthConstruct(
      (stack, placement) => new Detector(stack, "detector", { placement }),
      "eu-west-2",
    );
    expect(only(consolidated, "aws_guardduty_detector").region).toBe("eu-west-2");
  });

  it("publishes as often as it is told", () => {
    const hourly = synthConstruct(
      (stack, placement) =>
        new Detector(stack, "detector", { placement, findingPublishingFrequency: "ONE_HOUR" }),
    );
    expect(only(hourly, "aws_guardduty_detector").finding_publishing_frequency).toBe("ONE_HOUR");
  });

  it("leaves a member's frequency to the administrator", () => {
    const member = synthConstruct(
      (stack, placement) => new Detector(stack, "detector", { placement, isMember: true }),
    );
    expect(only(member, "aws_guardduty_detector").lifecycle).toEqual({
      prevent_destroy: true,
      ignore_changes: ["finding_publishing_frequency"],
    });
  });
});

describe("DetectorProtectionPlans", () => {
  const agents = ["ECS_FARGATE_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT", "EC2_AGENT_MANAGEMENT"] as const;
  const { resource } = synthConstruct(
    (stack, placement) =>
      new DetectorProtectionPlans(stack, "plans", {
        placement,
        detectorId: "d",
        plans: [
          { feature: "S3_DATA_EVENTS", mode: "NEW", agents: [] },
          { feature: "EKS_AUDIT_LOGS", mode: "ALL", agents: [] },
          { feature: "RDS_LOGIN_EVENTS", mode: "NONE", agents: [] },
          {
            feature: "RUNTIME_MONITORING",
            mode: "NEW",
            agents: agents.map((name) => ({ name, mode: name.startsWith("EC2") ? "NONE" : "ALL" })),
          },
        ],
      }),
  );
  const features = Object.values(resource["aws_guardduty_detector_feature"] ?? {});

  it("turns on what covers anybody and declares off what covers nobody", () => {
    expect(Object.fromEntries(features.map(({ name, status }) => [name, status]))).toEqual({
      S3_DATA_EVENTS: "ENABLED",
      EKS_AUDIT_LOGS: "ENABLED",
      RDS_LOGIN_EVENTS: "DISABLED",
      RUNTIME_MONITORING: "ENABLED",
    });
    expect(features.every((feature) => feature.detector_id === "d" && feature.provider === "aws.here")).toBe(
      true,
    );
  });

  it("declares all three agent settings, in GuardDuty's order for a detector", () => {
    expect(features.find(({ name }) => name === "RUNTIME_MONITORING")?.additional_configuration).toEqual([
      { name: "EKS_ADDON_MANAGEMENT", status: "ENABLED" },
      { name: "EC2_AGENT_MANAGEMENT", status: "DISABLED" },
      { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "ENABLED" },
    ]);
  });

  it("gives no agent settings to a plan that has none", () => {
    expect(features.find(({ name }) => name === "S3_DATA_EVENTS")).not.toHaveProperty(
      "additional_configuration",
    );
  });
});
