import { arrayOf, objectOf } from "../../read/json";
import { judge, resourcesOf, whereIs, type Rule } from "../rule";
import type { PlannedResource } from "../../read/plan-model";

/** Severity bands: high begins at 7. Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const HIGH = 7;

/** An archived finding reaches neither EventBridge nor S3, so no one sees the findings that the filter matches. */
export const suppressionsSpareHighSeverity: Rule = {
  id: "OD-019",
  title: "No suppression can hide a finding of high severity",
  severity: "warn",
  fix: "bound the suppression: severity less than 7",
  evaluate(context) {
    const suppressions = resourcesOf(context, "aws_guardduty_filter").filter(
      ({ after }) => after?.action === "ARCHIVE",
    );
    return judge(suppressions, "the plans suppress nothing", whereIs, (filter) =>
      isBounded(filter) ? undefined : "archives whatever it matches, of any severity",
    );
  },
};

function isBounded({ after }: PlannedResource): boolean {
  const criteria = arrayOf(after?.finding_criteria).flatMap((item) => arrayOf(objectOf(item).criterion));
  return criteria.map(objectOf).some(({ field, less_than: below, less_than_or_equal: upTo, equals }) => {
    if (field !== "severity") return false;
    const only = arrayOf(equals).map(Number);
    if (only.length > 0 && only.every((severity) => severity < HIGH)) return true;
    const given = (value: unknown) => value !== undefined && value !== null && value !== "";
    return (given(below) && Number(below) <= HIGH) || (given(upTo) && Number(upTo) < HIGH);
  });
}
