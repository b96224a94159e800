import { matchesPattern } from "../../../../aws/event-pattern/pattern";
import { isJsonObject, listOf, type Json, type JsonObject } from "../../../../aws/json";

/** What every finding of a region carries in its envelope, whatever was found. */
export interface Envelope {
  readonly region: string;
  /** The administrator's account, in which findings arrive. @default not known */
  readonly account?: string;
  /** @default that of a finding */
  readonly detailType?: string;
}

/** What GuardDuty calls a finding on the bus. */
export const FINDING_TYPE = "GuardDuty Finding";

/**
 * What else GuardDuty sends, or CloudTrail in its name.
 * Sources: https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html,
 * https://docs.aws.amazon.com/guardduty/latest/ug/eventbridge-events-s3-malware-protection.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const OTHER_TYPES = [
  "AWS API Call via CloudTrail",
  "GuardDuty Malware Protection Object Scan Result",
  "GuardDuty Malware Protection Post Scan Action Failed",
  "GuardDuty Malware Protection Resource Status Active",
  "GuardDuty Malware Protection Resource Status Error",
  "GuardDuty Runtime Protection Healthy",
  "GuardDuty Runtime Protection Unhealthy",
];

/**
 * Whether a rule's pattern matches some finding. What all findings of a region share is compared with every operator
 * that EventBridge has; what differs from finding to finding may match.
 */
export function mayMatchFinding(pattern: JsonObject, envelope: Envelope): boolean {
  const { region, account, detailType = FINDING_TYPE } = envelope;
  const event: JsonObject = {
    source: "aws.guardduty",
    "detail-type": detailType,
    version: "0",
    region,
    resources: [],
  };
  const shared = account === undefined ? event : { ...event, account };
  return Object.entries(pattern).every(([key, expected]) => {
    if (key === "$or")
      return listOf(expected).some((one) => isJsonObject(one) && mayMatchFinding(one, envelope));
    if (key in shared) return matchesPattern({ [key]: expected }, shared);
    return isOfEveryEvent(key) && !isForbidden(expected);
  });
}

/** The fields that differ from finding to finding. */
function isOfEveryEvent(key: string): boolean {
  return ["account", "detail", "id", "time"].includes(key);
}

function isForbidden(expected: Json | undefined): boolean {
  return (
    listOf(expected).every((test) => isJsonObject(test) && test.exists === false) && Array.isArray(expected)
  );
}
