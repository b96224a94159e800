import { UNREAD } from "../../aws-clients/attempts";
import { wantedPlans, FOUNDATION } from "../../intent/wanted-coverage";
import { fine, warning, type Finding } from "../line";
import type { GuardDutyReading } from "../read/guardduty";
import type { RegionWish } from "./wish";

const RANK: Readonly<Record<string, number>> = { NONE: 0, NEW: 1, ALL: 2 };
const FREQUENCIES: Readonly<Record<string, number>> = { SIX_HOURS: 0, ONE_HOUR: 1, FIFTEEN_MINUTES: 2 };

/** Settings that apply would lower, because their resources overwrite what is there, and settings that hide findings. */
export function judgeSettings(wish: RegionWish, reading: GuardDutyReading): Finding[] {
  const found = [...lowered(wish, reading), ...hiding(wish, reading), ...oldPlan(reading)];
  const { administrator, filters } = reading;
  if (found.length > 0 || administrator === UNREAD || filters === UNREAD) return found;
  return [fine("settings", "apply lowers no setting, and no filter hides findings")];
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
          .filter(({ now, then }) => (RANK[now] ?? 0) > RANK[then]!);
  const frequency = administrator === UNREAD || !administrator ? undefined : administrator.frequency;
  const { findingPublishingFrequency: wanted } = config.detection;
  const slower = frequency !== undefined && (FREQUENCIES[frequency] ?? 0) > FREQUENCIES[wanted]!;
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

function hiding({ region }: RegionWish, { filters, administrator }: GuardDutyReading): Finding[] {
  if (filters === UNREAD || administrator === UNREAD || !administrator) return [];
  const archiving = filters.filter(({ archives }) => archives).map(({ name }) => name);
  if (archiving.length === 0) return [];
  const what = "filters that the config does not have archive findings: they reach no relay";
  const fix = `look at each, and keep or delete it: aws guardduty get-filter --region ${region} --detector-id ${administrator.id} --filter-name NAME`;
  return [warning("settings", what, archiving.map((name) => `"${name}"`).join(", "), fix)];
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
