import { isLower } from "../../aws/settings";
import { UNREAD } from "../../aws-clients/attempts";
import { wantedPlans, FOUNDATION } from "../../intent/wanted-coverage";
import { fine, warning, type Finding } from "../line";
import type { GuardDutyReading } from "../read/guardduty";
import type { RegionWish } from "./wish";

/** Settings that apply would lower, because their resources overwrite what is there, and settings that hide findings. */
export function judgeSettings(wish: RegionWish, reading: GuardDutyReading): Finding[] {
  const found = [...lowered(wish, reading), ...hiding(wish, reading), ...oldPlan(reading)];
  const { administrator, filters, trustedLists } = reading;
  if (found.length > 0 || [administrator, filters, trustedLists].includes(UNREAD)) return found;
  return [fine("settings", "apply lowers no setting, and no filter or list hides findings")];
}

function lowered(wish: RegionWish, { organization, administrator }: GuardDutyReading): Finding[] {
  const { config, region } = wish;
  const modes =
    organization === undefined || organization === UNREAD
      ? []
      : wantedPlans(region, config.detection, wish.organization)
          .filter(({ isOffered }) => isOffered)
          .map(({ plan, mode }) => ({
            plan,
            now: plan === FOUNDATION ? organization.newAccounts : (organization.features[plan] ?? "NONE"),
            then: mode,
          }))
          .filter(({ now, then }) => isLower(now, then));
  const frequency = administrator === UNREAD || !administrator ? undefined : administrator.frequency;
  const { findingPublishingFrequency: wanted } = config.detection;
  const slower = frequency !== undefined && isLower(frequency, wanted);
  return [
    ...(modes.length === 0 ? [] : [loweredModes(modes)]),
    ...(slower ? [loweredFrequency(frequency, wanted)] : []),
  ];
}

function loweredModes(modes: readonly { plan: string; now: string; then: string }[]): Finding {
  const evidence = modes.map(({ plan, now, then }) => `${plan}: ${now} becomes ${then}`).join(", ");
  const fix = "write what is there into orgduty.yaml (enrolment.newAccounts, detection.protectionPlans)";
  return warning("settings", "apply would lower what accounts get by themselves", evidence, fix);
}

function loweredFrequency(now: string, then: string): Finding {
  const fix = `write it into orgduty.yaml: detection.findingPublishingFrequency: ${now}`;
  const evidence = `${now} becomes ${then}`;
  return warning("settings", "apply would publish updates of findings less often", evidence, fix);
}

function hiding(
  { region }: RegionWish,
  { filters, trustedLists, administrator }: GuardDutyReading,
): Finding[] {
  if (administrator === UNREAD || !administrator) return [];
  const where = `--region ${region} --detector-id ${administrator.id}`;
  const archiving =
    filters === UNREAD ? [] : filters.filter(({ archives }) => archives).map(({ name }) => name);
  const trusted = trustedLists === UNREAD ? [] : trustedLists;
  const look = (command: string) => `look at each, and keep or delete it: aws guardduty ${command}`;
  return [
    ...hidden(
      archiving,
      "filters that the config does not have archive findings: they reach no relay",
      look(`get-filter ${where} --filter-name NAME`),
    ),
    ...hidden(
      trusted,
      "trusted IP lists that the config does not have: GuardDuty finds nothing about their addresses",
      look(`list-ip-sets ${where}`),
    ),
  ];
}

function hidden(names: readonly string[], what: string, fix: string): Finding[] {
  return names.length === 0
    ? []
    : [warning("settings", what, names.map((name) => `"${name}"`).join(", "), fix)];
}

function oldPlan({ administrator }: GuardDutyReading): Finding[] {
  if (administrator === UNREAD || !administrator?.hasOldRuntimePlan) return [];
  const evidence = `EKS_RUNTIME_MONITORING is ENABLED, RUNTIME_MONITORING ${administrator.features.RUNTIME_MONITORING ?? "DISABLED"}`;
  const what = "EKS Runtime Monitoring is on, which Runtime Monitoring replaced";
  return [
    warning(
      "settings",
      what,
      evidence,
      "turn it off once Runtime Monitoring is on: GuardDuty takes only one of the two",
    ),
  ];
}
