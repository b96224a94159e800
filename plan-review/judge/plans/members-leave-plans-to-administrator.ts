import { ADMINISTRATOR } from "../coverage/region-facts";
import { judgeResources, type Rule } from "../rule";

/** GuardDuty refuses this at the first change: "Member accounts are not allowed to change ...". */
export const membersLeavePlansToAdministrator: Rule = {
  id: "OD-015",
  title: "No member account declares protection plans of its own",
  severity: "deny",
  fix: "remove it: detection.protectionPlans reaches members through the organization's features",
  evaluate: (context) =>
    judgeResources(context, ["aws_guardduty_detector_feature"], ({ provider, after }) =>
      provider === ADMINISTRATOR
        ? undefined
        : `${String(after?.name)} is set through ${provider || "no provider configuration"}, not on the administrator's detector`,
    ),
};
