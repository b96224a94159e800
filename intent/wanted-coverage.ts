import { isOffered, type FeatureName, type PlanMode, type RuntimeAgentName } from "../aws/features";
import type { DetectionConfig, OrganizationConfig } from "../config/config";
import type { Coverage } from "./coverage";
import { intendedPlans } from "./plans";

/**
 * GuardDuty's foundational detection (CloudTrail management events, DNS logs, flow logs), which is on in every
 * detector.
 */
export const FOUNDATION = "GUARDDUTY";

/** What verify checks in an account: the detector, protection plans and their agent settings. */
export type CoveragePlan = typeof FOUNDATION | FeatureName | RuntimeAgentName;

/** Something that verify checks in every account of a region, and what the config wants for each account. */
export interface WantedPlan {
  readonly plan: CoveragePlan;
  readonly mode: PlanMode;
  /** Whether GuardDuty offers it in the region. */
  readonly isOffered: boolean;
}

/**
 * What the config wants for one account. `any` means that the config leaves it to the account, or does not decide it.
 */
export type Wanted = "on" | "off" | "any" | "unsupported";

/** The detector, and every protection plan and agent setting in the config, for one region. */
export function wantedPlans(
  region: string,
  detection: DetectionConfig,
  { enrolment }: OrganizationConfig,
): WantedPlan[] {
  const plans = intendedPlans(detection).flatMap(({ feature, mode, agents }): WantedPlan[] => {
    const offered = isOffered(feature, region);
    // Without their plan, agent settings have no effect.
    const settings = mode === "NONE" ? [] : agents;
    return [
      { plan: feature, mode, isOffered: offered },
      ...settings.map((agent) => ({ plan: agent.name, mode: agent.mode, isOffered: offered })),
    ];
  });
  return [{ plan: FOUNDATION, mode: enrolment.newAccounts, isOffered: true }, ...plans];
}

/**
 * What the config wants in an account. NEW reaches every account that is enrolled explicitly, because GuardDuty
 * applies it as a member joins. NONE does not turn off a plan that a member already has. In the administrator's own
 * detector, however, plans are declared, so there NONE means off. Only AWS knows which accounts joined after NEW was
 * set.
 */
export function wantedOf(coverage: Coverage, { plan, mode, isOffered: offered }: WantedPlan): Wanted {
  if (!offered) return "unsupported";
  const isFoundation = plan === FOUNDATION;
  switch (coverage) {
    case "suspended":
    case "left-enrolled":
      return "any";
    case "excluded":
      return isFoundation ? "off" : "any";
    case "administrator":
      return isFoundation || mode !== "NONE" ? "on" : "off";
    case "enrolled":
      return isFoundation || mode !== "NONE" ? "on" : "any";
    case "auto-enabled":
      return isFoundation || mode === "ALL" ? "on" : "any";
  }
}
