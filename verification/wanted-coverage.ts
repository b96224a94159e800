import type { DetectionConfig, OrganizationConfig } from "../config/config";
import {
  isOffered,
  PROTECTION_PLAN_KEYS,
  PROTECTION_PLANS,
  RUNTIME_AGENT_KEYS,
  RUNTIME_AGENTS,
  type PlanMode,
} from "../config/protection-plans";
import type { Region } from "../config/regions";
import type { Coverage } from "../organization/coverage";
import { FOUNDATION, type CoveragePlan } from "./gap";

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
  region: Region,
  { protectionPlans }: DetectionConfig,
  { enrolment }: OrganizationConfig,
): WantedPlan[] {
  const plans = PROTECTION_PLAN_KEYS.flatMap((key): WantedPlan[] => {
    const plan = PROTECTION_PLANS[key];
    const offered = isOffered(key, region);
    if (key !== "runtimeMonitoring") return [{ plan, mode: protectionPlans[key], isOffered: offered }];
    const { mode, agents } = protectionPlans.runtimeMonitoring;
    // Without the plan its agent settings mean nothing.
    const keys = mode === "NONE" ? [] : RUNTIME_AGENT_KEYS;
    const settings = keys.map((agent) => ({
      plan: RUNTIME_AGENTS[agent],
      mode: agents[agent],
      isOffered: offered,
    }));
    return [{ plan, mode, isOffered: offered }, ...settings];
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
