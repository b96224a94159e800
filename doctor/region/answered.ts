import { blocker, fine, unchecked, type Finding } from "../line";
import type { Asking } from "../read/asking";
import { isDeniedByPolicy, isRegionOff, whyUnread } from "../read/why-unread";

/** What an account did not answer in a region. One line in place of many, if it answered nothing at all. */
export function answered(asking: Asking, region: string): Finding[] {
  const failure = asking.commonFailure;
  if (failure === undefined) return [...asking.findings, fine("regions", "the region answers")];
  const { evidence, fix } = whyUnread(failure, asking.as);
  if (isDeniedByPolicy(evidence))
    return [
      blocker(
        "regions",
        "a service control policy denies the account this region",
        evidence,
        `${fix}; ${leaveOut(region)}`,
      ),
    ];
  if (isRegionOff(evidence)) {
    const what = "the region does not take the account's keys: it may be switched off";
    const command = `aws account get-region-opt-status --region-name ${region}, as the account, if its other regions answer`;
    return [blocker("regions", what, evidence, `${command}; ${leaveOut(region)}`)];
  }
  return [
    unchecked(
      "regions",
      "everything that is asked of this account here",
      evidence,
      `${fix}; ${leaveOut(region)}`,
    ),
  ];
}

function leaveOut(region: string): string {
  return `or take ${region} off \`regions\` in orgduty.yaml, with a reason: regions.exclude`;
}
