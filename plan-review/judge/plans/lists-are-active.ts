import { valueOf } from "../../read/attributes";
import { judgeResources, type Rule } from "../rule";

/** A list that is not active appears in the plan but has no effect. */
export const listsAreActive: Rule = {
  id: "OD-048",
  title: "Every trusted and threat list is active",
  severity: "deny",
  fix: "activate = true, or remove the list",
  evaluate: (context) =>
    judgeResources(context, ["aws_guardduty_ipset", "aws_guardduty_threatintelset"], (list) =>
      valueOf(list, "activate") === true ? undefined : "is uploaded and not used",
    ),
};
