import { isOffered, type FeatureName, type PlanMode, type RuntimeAgentName } from "../aws/features";
import type { DetectionConfig, OrganizationConfig } from "../config/config";
import type { Coverage } from "./coverage";
import { intendedPlans } from "./plans";

/** GuardDuty's foundational detection: CloudTrail management events, DNS and flow logs. On wherever a detector is. */
export const FOUNDATION = "GUARDDUTY";

/** What is verified of an account: the detector, protection plans and their agent settings. */
export type CoveragePlan = typeof FOUNDATION | FeatureName | RuntimeAgentName;

/** What is verified of every account in a region, and for whom the config wants it. */
export interface WantedPlan {
  readonly plan: CoveragePlan;
  readonly mode: PlanMode;
  /** Whether GuardDuty has it in the region. */
  readonly isOffered: boolean;
}

/** What the config wants of one account: `any` where it leaves it to the account, or cannot tell. */
export type Wanted = "on" | "off" | "any" | "unsupported";

/** The detector, every protection plan and agent setting that the config speaks of, in one region. */
export function wantedPlans(
  region: string,
  detection: DetectionConfig,
  { enrolment }: OrganizationConfig,
): WantedPlan[] {
  const plans = intendedPlans(detection).flatMap(({ feature, mode, agents }): WantedPlan[] => {
    const offered = isOffered(feature, region);
    // Without the plan its agent settings mean nothing.
    const settings = mode === "NONE" ? [] : agents;
    return [
      { plan: feature, mode, isOffered: offered },
      ...settings.map((agent) => ({ plan: agent.name, mode: agent.mode, isOffered: offered })),
    ];
  });
  return [{ plan: FOUNDATION, mode: enrolment.newAccounts, isOffered: true }, ...plans];
}

/**
 * What the config wants of an account. NEW reaches every account that is enrolled explicitly, because GuardDuty applies it
 * as a member joins. NONE takes nothing away from a member that has a plan already, but the administrator's own plans are
 * declared, and off is then off. Which accounts joined after NEW was set is known to AWS only.
 */
export function wantedOf(coverage: Coverage, { plan, mode, isOffered: offered }: WantedPlan): Wanted {
  if (!offered) return "unsupported";
  const isFoundation = plan === FOUNDATION;
  switch (coverage) {
    case "suspended":
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
