import { valueOf } from "../../read/attributes";
import { judge, resourcesOf, whereIs, type Rule } from "../rule";
import { valueText } from "../value-text";

/**
 * The config has no overrides for single accounts, so a plan for one account that differs from the others was written
 * by hand.
 */
export const noAccountIsSetApart: Rule = {
  id: "OD-055",
  title: "No single account has protection plans of its own",
  severity: "deny",
  fix: "remove the aws_guardduty_member_detector_feature; detection.protectionPlans is for every account",
  evaluate: (context) =>
    judge(
      resourcesOf(context, "aws_guardduty_member_detector_feature"),
      "the plans set no account apart",
      whereIs,
      (feature) =>
        `${String(valueOf(feature, "name"))} is ${String(valueOf(feature, "status"))} for ${valueText(valueOf(feature, "account_id"), "an account not known yet")}`,
    ),
};
