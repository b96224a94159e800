import { views } from "../region-view";
import { findingRules } from "./path/finding-rules";
import { judge, whereIs, type Rule } from "../rule";
import { parsedOf, objectOf, arrayOf } from "../../read/json";
import { valueOf } from "../../read/attributes";

/**
 * Findings, and the heartbeat that a hub's rule matches as well. No event that GuardDuty itself sends has the
 * heartbeat's type.
 */
const TAKEN: readonly unknown[] = ["GuardDuty Finding", "Scheduled Event"];

/** The same event source also sends API calls and malware scan results, which no SIEM recognizes as findings. */
export const rulesMatchFindingsOnly: Rule = {
  id: "OD-025",
  title: "Rules on GuardDuty events match findings and nothing else",
  severity: "deny",
  fix: 'event_pattern with "detail-type": ["GuardDuty Finding"]',
  evaluate: (context) =>
    judge(
      views(context).flatMap(findingRules),
      "the plans hold no rule on GuardDuty events",
      whereIs,
      (rule) => {
        const types = arrayOf(objectOf(parsedOf(valueOf(rule, "event_pattern")))["detail-type"]);
        if (types.length === 0) return "has no detail-type, so it matches API calls too";
        if (!types.includes("GuardDuty Finding")) return "does not match findings";
        const others = types.filter((type) => !TAKEN.includes(type));
        return others.length > 0
          ? `matches ${others.map((type) => JSON.stringify(type)).join(", ")} too`
          : undefined;
      },
    ),
};
