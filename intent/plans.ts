import { FEATURES, isOffered, type FeatureName, type PlanMode, type RuntimeAgentName } from "../aws/features";
import type { DetectionConfig } from "../config/config";
import {
  PROTECTION_PLAN_KEYS,
  PROTECTION_PLANS,
  RUNTIME_AGENT_KEYS,
  RUNTIME_AGENTS,
} from "../config/protection-plans";

/** The config's setting for a protection plan, in GuardDuty's terms. */
export interface IntendedPlan {
  readonly feature: FeatureName;
  readonly mode: PlanMode;
  /** The agent settings. Runtime Monitoring has three, the other plans none. */
  readonly agents: readonly { readonly name: RuntimeAgentName; readonly mode: PlanMode }[];
}

/** Every protection plan in the config, including those that are off, whether or not a region offers it. */
export function intendedPlans({ protectionPlans }: DetectionConfig): IntendedPlan[] {
  return PROTECTION_PLAN_KEYS.map((key) => {
    const feature = PROTECTION_PLANS[key];
    if (key !== "runtimeMonitoring") return { feature, mode: protectionPlans[key], agents: [] };
    const { mode, agents } = protectionPlans.runtimeMonitoring;
    return {
      feature,
      mode,
      agents: RUNTIME_AGENT_KEYS.map((agent) => ({ name: RUNTIME_AGENTS[agent], mode: agents[agent] })),
    };
  });
}

/** The protection plans that GuardDuty offers in a region. A region's stack declares exactly these. */
export function plansIn(region: string, detection: DetectionConfig): IntendedPlan[] {
  return intendedPlans(detection).filter(({ feature }) => isOffered(feature, region));
}

/** GuardDuty's names of the protection plans that a region does not offer. */
export function plansNotOfferedIn(region: string): FeatureName[] {
  return FEATURES.filter((feature) => !isOffered(feature, region));
}
