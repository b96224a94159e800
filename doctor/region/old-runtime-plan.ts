import { UNREAD } from "../../aws-clients/attempts";
import { warning, type Finding } from "../line";
import type { GuardDutyReading } from "../read/guardduty";
import type { RegionWish } from "./wish";

/** EKS Runtime Monitoring, in the administrator's own detector or for the organization's accounts. */
export function oldRuntimePlan(
  { region }: RegionWish,
  { administrator, organization }: GuardDutyReading,
): Finding[] {
  if (administrator === UNREAD || !administrator) return [];
  const settings = organization === UNREAD ? undefined : organization;
  const where = `--region ${region} --detector-id ${administrator.id}`;
  return [
    ...(administrator.hasOldRuntimePlan
      ? [
          replaced(
            "the administrator's own detector",
            `EKS_RUNTIME_MONITORING is ENABLED, RUNTIME_MONITORING ${administrator.features.RUNTIME_MONITORING ?? "DISABLED"}`,
            `aws guardduty update-detector ${where} --features '[{"Name":"EKS_RUNTIME_MONITORING","Status":"DISABLED"}]'`,
          ),
        ]
      : []),
    ...(settings && settings.oldRuntimePlan !== "NONE"
      ? [
          replaced(
            "the organization's settings",
            `EKS_RUNTIME_MONITORING is ${settings.oldRuntimePlan}, RUNTIME_MONITORING ${settings.features.RUNTIME_MONITORING ?? "NONE"}`,
            `aws guardduty update-organization-configuration ${where} --auto-enable-organization-members ${settings.newAccounts} --features '[{"Name":"EKS_RUNTIME_MONITORING","AutoEnable":"NONE"}]'`,
          ),
        ]
      : []),
  ];
}

function replaced(where: string, evidence: string, command: string): Finding {
  const what = `EKS Runtime Monitoring, which Runtime Monitoring replaced, is on in ${where}`;
  const fix = `turn it off once Runtime Monitoring is on, because GuardDuty takes only one of the two: ${command}`;
  return warning("settings", what, evidence, fix);
}
