import { findingRules } from "../findings-path";
import { judge, whereIs, type Rule } from "../rule";
import { parsedOf, objectOf, arrayOf } from "../json";
import { valueOf } from "../attributes";

/** The same source carries API calls and malware scan results, which no SIEM takes for findings. */
export const rulesMatchFindingsOnly: Rule = {
  id: "OD-025",
  title: "Rules on GuardDuty events match findings and nothing else",
  severity: "deny",
  fix: 'event_pattern with "detail-type": ["GuardDuty Finding"]',
  evaluate: ({ plans }) =>
    judge(
      plans.stacks.flatMap(findingRules),
      "the plans hold no rule on GuardDuty events",
      whereIs,
      (rule) => {
        const types = arrayOf(objectOf(parsedOf(valueOf(rule, "event_pattern")))["detail-type"]);
        return types.includes("GuardDuty Finding")
          ? undefined
          : "has no detail-type, so it matches API calls too";
      },
    ),
};
