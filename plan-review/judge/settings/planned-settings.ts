import { settingName, type SettingOwner } from "../../../aws/settings";
import { arrayOf, objectOf } from "../../read/json";
import type { Attributes, PlannedResource } from "../../read/plan-model";

/** One of GuardDuty's settings, as a plan leaves it. */
export interface PlannedSetting {
  /** A name of `settingName`. */
  readonly name: string;
  readonly value: string;
}

/** The settings that a resource of a plan sets. There are none in a resource of another kind, or one that goes away. */
export function plannedSettings({ type, provider, after }: PlannedResource): PlannedSetting[] {
  const account = provider.replace(/^aws\./, "");
  const setting = (owner: SettingOwner, name: unknown, value: unknown): PlannedSetting[] =>
    typeof name === "string" && typeof value === "string" ? [{ name: settingName(owner, name), value }] : [];
  if (!after || (account !== "administrator" && account !== "management")) return [];
  const detector = `${account} detector` as const;
  switch (type) {
    case "aws_guardduty_detector":
      return [
        ...setting(detector, "enable", after.enable === false ? "DISABLED" : "ENABLED"),
        ...setting(detector, "finding_publishing_frequency", after.finding_publishing_frequency),
      ];
    case "aws_guardduty_detector_feature":
      return named(after, "status").flatMap(([name, value]) => setting(detector, name, value));
    case "aws_guardduty_organization_configuration": {
      const name = "auto_enable_organization_members";
      return setting("organization", name, after[name]);
    }
    case "aws_guardduty_organization_configuration_feature":
      return named(after, "auto_enable").flatMap(([name, value]) => setting("organization", name, value));
    default:
      return [];
  }
}

/** A plan and its agent settings, which are named after the plan, with their values. */
function named(after: Attributes, value: string): [unknown, unknown][] {
  const agents = arrayOf(after.additional_configuration).map(objectOf);
  return [
    [after.name, after[value]],
    ...agents.map((agent): [string, unknown] => [
      `${String(after.name)}/${String(agent.name)}`,
      agent[value],
    ]),
  ];
}
