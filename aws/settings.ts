/** The account and the resource that a setting belongs to. */
export type SettingOwner = "administrator detector" | "management detector" | "organization";

/**
 * The name of one of GuardDuty's settings in a region, e.g. `organization S3_DATA_EVENTS`. `setting` is Terraform's name
 * of an attribute, or GuardDuty's name of a plan, or of a plan and its agent setting: `RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT`.
 */
export function settingName(owner: SettingOwner, setting: string): string {
  return `${owner} ${setting}`;
}

/** The values of settings, each list from the weakest to the strongest. Source: the GuardDuty API reference. */
const SCALES: readonly (readonly string[])[] = [
  ["DISABLED", "ENABLED"],
  ["NONE", "NEW", "ALL"],
  ["SIX_HOURS", "ONE_HOUR", "FIFTEEN_MINUTES"],
];

/**
 * Whether a setting protects less with the second value than with the first. Values that cannot be compared count as
 * lower, because nobody knows that they are not.
 */
export function isLower(was: string, becomes: string): boolean {
  if (was === becomes) return false;
  const scale = SCALES.find((values) => values.includes(was) && values.includes(becomes));
  return !scale || scale.indexOf(becomes) < scale.indexOf(was);
}
