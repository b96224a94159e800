import { judgeResources, type Rule } from "../rule";

/** GuardDuty refuses it at the first change: "Member accounts are not allowed to change ...". */
export const membersLeavePlansToAdministrator: Rule = {
  id: "OD-015",
  title: "No member account declares protection plans of its own",
  severity: "deny",
  fix: "use the organization's features or detection.overrides (member_detector_feature in the administrator)",
  evaluate: (context) =>
    judgeResources(context, ["aws_guardduty_detector_feature"], ({ provider, after }) =>
      provider === "aws.management"
        ? `${String(after?.name)} is set on the management account's detector`
        : undefined,
    ),
};
