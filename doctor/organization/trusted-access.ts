import { UNREAD } from "../../aws-clients/attempts";
import type { DetectionConfig } from "../../config/config";
import { blocker, fine, type Finding } from "../line";
import type { OrganizationReading } from "../read/organization";

const GUARDDUTY = "guardduty.amazonaws.com";
const MALWARE = "malware-protection.guardduty.amazonaws.com";

/** Whether AWS Organizations trusts the two services. @param isDelegated whether any region has an administrator */
export function judgeTrustedAccess(
  { protectionPlans }: DetectionConfig,
  { trustedServices }: OrganizationReading,
  isDelegated: boolean,
): Finding[] {
  if (trustedServices === UNREAD) return [];
  const trusted = trustedServices.map((name) => name.replace(/\.cn$/, "").toLowerCase());
  return [
    guardDuty(trusted.includes(GUARDDUTY), isDelegated),
    ...(protectionPlans.ebsMalwareProtection === "NONE" ? [] : [malware(trusted.includes(MALWARE))]),
  ];
}

/** Delegating enables it. Without it a delegation that exists does nothing. */
function guardDuty(isTrusted: boolean, isDelegated: boolean): Finding {
  if (isTrusted) return fine("trusted-access", `${GUARDDUTY} is trusted`);
  if (!isDelegated)
    return fine("trusted-access", `${GUARDDUTY} is not trusted yet: the first delegation enables that`);
  const what = `an administrator is delegated, and ${GUARDDUTY} is not trusted: nothing is enrolled`;
  return blocker("trusted-access", what, "not in the list of trusted services", enable(GUARDDUTY));
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-guardduty.html */
function malware(isTrusted: boolean): Finding {
  if (isTrusted) return fine("trusted-access", `${MALWARE} is trusted`);
  const what = `${MALWARE} is not trusted: EBS malware protection does not start in members`;
  return blocker("trusted-access", what, "not in the list of trusted services", enable(MALWARE));
}

function enable(principal: string): string {
  return `aws organizations enable-aws-service-access --service-principal ${principal}`;
}
