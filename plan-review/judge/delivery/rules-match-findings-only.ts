import { resourcesIn, views, type RegionView } from "../region-view";
import { patternOf } from "./path/finding-rules";
import { judge, whereIs, type Rule } from "../rule";
import { listOf, type JsonObject } from "../../../aws/json";
import type { PlannedResource } from "../../read/plan-model";
import { HEARTBEAT } from "../../../config/heartbeat";
import { FINDING_TYPE, mayMatchFinding, OTHER_TYPES } from "./path/matches-findings";

/** Findings, and the heartbeats that take the same way. No event that GuardDuty itself sends has the heartbeat's type. */
const TAKEN: readonly unknown[] = [FINDING_TYPE, HEARTBEAT.detailType];

/** The same event source also sends API calls and malware scan results, which no SIEM recognizes as findings. */
export const rulesMatchFindingsOnly: Rule = {
  id: "OD-025",
  title: "Rules on GuardDuty events match findings and nothing else",
  severity: "deny",
  fix: 'event_pattern with "detail-type": ["GuardDuty Finding", "orgduty heartbeat"]',
  evaluate: (context) =>
    judge(
      views(context).flatMap(rulesOnGuardDuty),
      "the plans hold no rule on GuardDuty events",
      whereIs,
      whyNotOnly,
    ),
};

/** Rules on any event that GuardDuty sends, or that they say it sends. */
function rulesOnGuardDuty(view: RegionView): PlannedResource[] {
  return resourcesIn(view, "aws_cloudwatch_event_rule").filter((rule) => {
    const pattern = patternOf(rule);
    return (
      pattern &&
      [FINDING_TYPE, ...namedTypes(pattern), ...OTHER_TYPES].some((type) => matches(rule, pattern, type))
    );
  });
}

function namedTypes(pattern: JsonObject): string[] {
  return listOf(pattern["detail-type"]).filter((type) => typeof type === "string");
}

function matches({ region }: PlannedResource, pattern: JsonObject, detailType: string): boolean {
  return mayMatchFinding(pattern, { region, detailType });
}

function whyNotOnly(rule: PlannedResource): string | undefined {
  const pattern = patternOf(rule) ?? {};
  if (pattern["detail-type"] === undefined && pattern.$or === undefined)
    return "has no detail-type, so it matches API calls too";
  if (!matches(rule, pattern, FINDING_TYPE)) return "does not match findings";
  const others = [...new Set([...namedTypes(pattern), ...OTHER_TYPES])].filter(
    (type) => !TAKEN.includes(type) && matches(rule, pattern, type),
  );
  return others.length > 0
    ? `matches ${others.map((type) => JSON.stringify(type)).join(", ")} too`
    : undefined;
}
