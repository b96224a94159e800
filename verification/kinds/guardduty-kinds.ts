import { text, type Kind } from "./kind";

const OWN = "it names the detector that the attribute is read of";

/**
 * GuardDuty resources that the stacks declare. Each exists once in an account and region, except features and members.
 */
export const GUARDDUTY_KINDS: Readonly<Record<string, Kind>> = {
  aws_guardduty_detector: {
    key: () => "detector",
    label: () => "",
    missing: "RESOURCE_MISSING",
    defaults: { enable: true, finding_publishing_frequency: "SIX_HOURS" },
  },
  aws_guardduty_detector_feature: {
    key: (feature) => text(feature, "name"),
    label: () => "",
    missing: "FEATURE_OFF",
    notCompared: { detector_id: OWN },
  },
  aws_guardduty_organization_admin_account: {
    key: () => "administrator",
    label: () => "",
    missing: "NOT_DELEGATED",
    reasons: { admin_account_id: "WRONG_ADMINISTRATOR" },
  },
  aws_guardduty_organization_configuration: {
    key: () => "configuration",
    label: () => "",
    missing: "ORGANIZATION_CONFIGURATION_DIFFERS",
    reasons: { auto_enable_organization_members: "ORGANIZATION_CONFIGURATION_DIFFERS" },
    notCompared: { detector_id: OWN },
  },
  aws_guardduty_organization_configuration_feature: {
    key: (feature) => text(feature, "name"),
    label: () => "",
    missing: "ORGANIZATION_CONFIGURATION_DIFFERS",
    reasons: { "": "ORGANIZATION_CONFIGURATION_DIFFERS" },
    notCompared: { detector_id: OWN },
  },
  aws_guardduty_member: {
    key: (member) => text(member, "account_id"),
    label: () => "",
    missing: "NOT_ENROLLED",
    notCompared: {
      detector_id: OWN,
      email: "it may change in the account later, and Terraform is declared to ignore that (ignore_changes)",
    },
  },
};
