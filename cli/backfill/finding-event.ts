import { createHash } from "node:crypto";
import type { Finding } from "@aws-sdk/client-guardduty";
import { toEventCase } from "./event-case";

/**
 * The event that EventBridge would have sent for a finding, so that the function makes the same record of it, under the same key. Its id is derived
 * from the finding's, because there is none to be had.
 *
 * @param account the administrator's, on whose bus findings of all members appear
 */
export function findingEvent(finding: Finding, account: string): string {
  const digest = createHash("sha256").update(`${finding.Id}:${finding.UpdatedAt}`).digest("hex");
  return JSON.stringify({
    version: "0",
    id: digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    "detail-type": "GuardDuty Finding",
    source: "aws.guardduty",
    account,
    time: finding.UpdatedAt,
    region: finding.Region,
    resources: [],
    detail: toEventCase(finding),
  });
}
