import { createHash } from "node:crypto";
import type { RawFinding } from "./raw-findings";

/**
 * The event that EventBridge would have sent for a finding, so that the function makes the same record under the same
 * key. The event's id is derived from the finding's id, because EventBridge's own is not known.
 *
 * @param account the administrator's, because findings of all members appear on its bus
 */
export function findingEvent({ text, id, updatedAt, region }: RawFinding, account: string): string {
  const digest = createHash("sha256").update(`${id}:${updatedAt}`).digest("hex");
  const envelope = JSON.stringify({
    version: "0",
    id: digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    "detail-type": "GuardDuty Finding",
    source: "aws.guardduty",
    account,
    time: updatedAt,
    region,
    resources: [],
  });
  return `${envelope.slice(0, -1)},"detail":${text}}`;
}
