import { add, after, changeOf, destroy, remove } from "../edit-plan";
import type { SeededMistake } from "./mistake";

const FIRST = { base: "first-day" } as const;
const ORGANIZATION = "aws_guardduty_organization_configuration_feature";
const DETECTOR = "aws_guardduty_detector_feature";

const filter = (rank: number, criterion: object[], action = "ARCHIVE") => ({
  ...{ name: `filter-${rank}`, rank, action, tags_all: { owner: "tests" } },
  finding_criteria: [{ criterion }],
});
const LOW = { field: "severity", less_than: "4" };

/** What GuardDuty looks for, and what is hidden again. */
export const DETECTION_MISTAKES: readonly SeededMistake[] = [
  {
    ...FIRST,
    what: "every account has a plan that somebody turned on by hand, and only new accounts are to have it",
    seed: ({ manifest }) => {
      manifest.currentSettings!["us-east-1"]!.settings["organization S3_DATA_EVENTS"] = "ALL";
    },
    rule: "OD-066",
  },
  {
    ...FIRST,
    what: "the organization's configuration could not be read while it was planned",
    seed: ({ manifest }) => {
      manifest.currentSettings!["us-east-2"]!.unread = ["organization configuration: AccessDeniedException"];
    },
    rule: "OD-066",
  },
  {
    ...FIRST,
    what: "what AWS has was not recorded, or was taken out of the manifest",
    seed: ({ manifest }) => void delete manifest.currentSettings,
    rule: "OD-066",
  },
  {
    ...FIRST,
    what: "a protection plan is left undeclared for the organization",
    seed: (world) => remove(world, "us-east-1", ORGANIZATION, "S3_DATA_EVENTS"),
    rule: "OD-012",
  },
  {
    ...FIRST,
    what: "a protection plan is left undeclared for the administrator",
    seed: (world) => remove(world, "us-east-2", DETECTOR, "RDS_LOGIN_EVENTS"),
    rule: "OD-012",
  },
  {
    ...FIRST,
    what: "an agent setting is left undeclared",
    seed: (world) => {
      const feature = after(world, "us-east-1", ORGANIZATION, "RUNTIME_MONITORING");
      feature.additional_configuration = (feature.additional_configuration as object[]).slice(1);
    },
    rule: "OD-012",
  },
  {
    ...FIRST,
    what: "a protection plan is destroyed to turn it off, which AWS never hears of",
    seed: (world) => destroy(world, "us-east-1", ORGANIZATION, "LAMBDA_NETWORK_LOGS"),
    rule: "OD-003",
    also: ["OD-012"],
  },
  {
    ...FIRST,
    what: "a protection plan is off in one region, by hand",
    seed: (world) => void (after(world, "us-east-2", ORGANIZATION, "EKS_AUDIT_LOGS").auto_enable = "NONE"),
    rule: "OD-013",
  },
  {
    ...FIRST,
    what: "an agent setting is off in one region, by hand",
    seed: (world) => {
      const feature = after(world, "us-east-1", ORGANIZATION, "RUNTIME_MONITORING");
      const settings = feature.additional_configuration as { name: string; auto_enable: string }[];
      settings.find(({ name }) => name === "EKS_ADDON_MANAGEMENT")!.auto_enable = "NONE";
    },
    rule: "OD-013",
  },
  {
    ...FIRST,
    what: "the administrator's own detector goes without a plan that everybody has",
    seed: (world) => void (after(world, "us-east-1", DETECTOR, "EBS_MALWARE_PROTECTION").status = "DISABLED"),
    rule: "OD-014",
  },
  {
    ...FIRST,
    what: "a protection plan is set on the management account's detector",
    seed: (world) => {
      add(world, "us-east-1", DETECTOR, "mine", { name: "S3_DATA_EVENTS", status: "ENABLED" });
      const { resources } = world.plans["us-east-1"]!.configuration.root_module;
      resources.find(({ name }) => name === "mine")!.provider_config_key = "aws.management";
    },
    rule: "OD-015",
  },
  {
    ...FIRST,
    what: "the older EKS runtime monitoring is on beside the new one",
    seed: (world) =>
      add(world, "us-east-1", DETECTOR, "older", { name: "EKS_RUNTIME_MONITORING", status: "ENABLED" }),
    rule: "OD-016",
  },
  {
    ...FIRST,
    what: "updates to findings come every six hours",
    seed: (world) => {
      const detector = after(world, "us-east-1", "aws_guardduty_detector", "administrator");
      detector.finding_publishing_frequency = "SIX_HOURS";
    },
    rule: "OD-017",
  },
  {
    ...FIRST,
    what: "ranks of suppressions have a gap",
    seed: (world) => {
      add(world, "us-east-1", "aws_guardduty_filter", "one", filter(1, [LOW]));
      add(world, "us-east-1", "aws_guardduty_filter", "three", filter(3, [LOW]));
    },
    rule: "OD-018",
  },
  {
    ...FIRST,
    what: "a suppression archives findings of any severity",
    seed: (world) => {
      const everything = [{ field: "resource.instanceDetails.imageId", equals: ["ami-0"] }];
      add(world, "us-east-1", "aws_guardduty_filter", "one", filter(1, everything));
    },
    rule: "OD-019",
  },
  {
    ...FIRST,
    what: "a suppression archives findings up to severity 8",
    seed: (world) => {
      const high = [{ field: "severity", less_than: "8" }];
      add(world, "us-east-1", "aws_guardduty_filter", "one", filter(1, high));
    },
    rule: "OD-019",
  },
  {
    ...FIRST,
    what: "a suppression has no tags",
    seed: (world) => {
      add(world, "us-east-1", "aws_guardduty_filter", "one", { ...filter(1, [LOW]), tags_all: {} });
    },
    rule: "OD-038",
  },
  {
    ...FIRST,
    what: "a threat list is uploaded and not activated",
    seed: (world) =>
      add(world, "us-east-1", "aws_guardduty_threatintelset", "feed", {
        ...{ activate: false, name: "feed", tags_all: { owner: "tests" } },
      }),
    rule: "OD-048",
  },
  {
    ...FIRST,
    what: "findings are exported from one region of two",
    seed: (world) =>
      add(world, "us-east-1", "aws_guardduty_publishing_destination", "export", {
        destination_arn: "arn:aws:s3:::archive",
      }),
    rule: "OD-047",
  },
  {
    ...FIRST,
    what: "somebody changed a detector by hand",
    seed: (world) => {
      const detector = structuredClone(
        changeOf(world, "us-east-1", "aws_guardduty_detector", "administrator"),
      );
      Object.assign(detector.change, {
        actions: ["update"],
        before: { ...detector.change.after, enable: false },
      });
      world.plans["us-east-1"]!.resource_drift = [detector];
    },
    rule: "OD-046",
  },
];
