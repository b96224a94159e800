import { stringOf } from "../../read/json";
import { judge, whereIs, type Rule } from "../rule";

const FEATURES = [
  "aws_guardduty_organization_configuration_feature",
  "aws_guardduty_detector_feature",
  "aws_guardduty_member_detector_feature",
];

/**
 * When Terraform destroys these resources, it sends nothing to AWS: the plan reads "destroy", but the feature stays
 * on.
 */
export const offIsDeclared: Rule = {
  id: "OD-003",
  title: "Nothing that only forgets a protection plan reads as turning it off",
  severity: "deny",
  fix: "keep the resource and declare NONE or DISABLED",
  evaluate({ plans }) {
    const features = plans.stacks
      .flatMap(({ resources }) => resources)
      .filter(({ type }) => FEATURES.includes(type));
    return judge(features, "the plans declare no protection plan", whereIs, ({ action, before }) =>
      action === "delete" || action === "forget"
        ? `${stringOf(before?.name)} is destroyed in the state only: in AWS it stays as it is`
        : undefined,
    );
  },
};
