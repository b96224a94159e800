import { isLower } from "../../aws/settings";
import { UNREAD } from "../../aws-clients/attempts";
import { wantedPlans, FOUNDATION } from "../../intent/wanted-coverage";
import { fine, warning, type Finding } from "../line";
import type { GuardDutyReading } from "../read/guardduty";
import { hiding } from "./hiding";
import { oldRuntimePlan } from "./old-runtime-plan";
import type { RegionWish } from "./wish";

/** Settings that apply would lower, because their resources overwrite what is there, and settings that hide findings. */
export function judgeSettings(wish: RegionWish, reading: GuardDutyReading): Finding[] {
  const found = [...lowered(wish, reading), ...hiding(wish, reading), ...oldRuntimePlan(wish, reading)];
  const { administrator, filters, trustedLists, organization } = reading;
  const isUnread = [administrator, filters, trustedLists, organization].includes(UNREAD);
  if (found.length > 0 || isUnread) return [...found, ...raised(wish, reading)];
  const nothing = fine("settings", "apply lowers no setting, and no filter or list hides findings");
  return [nothing, ...raised(wish, reading)];
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

/** Plans of the administrator's own detector: no problem, but they cost, and nobody may have expected it. */
function raised(wish: RegionWish, { administrator }: GuardDutyReading): Finding[] {
  if (administrator === UNREAD || !administrator) return [];
  const off = wantedPlans(wish.region, wish.config.detection, wish.organization).filter(
    ({ plan, mode, isOffered }) =>
      plan !== FOUNDATION && isOffered && mode !== "NONE" && administrator.features[plan] === "DISABLED",
  );
  if (off.length === 0) return [];
  const what = "apply turns on plans that are off in the administrator's own detector";
  return [fine("settings", what, off.map(({ plan }) => plan).join(", "))];
}
