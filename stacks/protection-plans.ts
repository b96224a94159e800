import type { DetectionConfig } from "../config/config";
import {
  isOffered,
  PROTECTION_PLANS,
  PROTECTION_PLAN_KEYS,
  RUNTIME_AGENTS,
  RUNTIME_AGENT_KEYS,
} from "../config/protection-plans";
import type { Region } from "../config/regions";
import type { ProtectionPlan } from "../modules/protection-plan";

/** The protection plans that a region offers, as the config wants them, off ones included. */
export function protectionPlansIn(region: Region, { protectionPlans }: DetectionConfig): ProtectionPlan[] {
  return PROTECTION_PLAN_KEYS.filter((key) => isOffered(key, region)).map((key) => {
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

/** GuardDuty's names of the protection plans that a region does not have. */
export function plansNotOfferedIn(region: Region): string[] {
  return PROTECTION_PLAN_KEYS.filter((key) => !isOffered(key, region)).map((key) => PROTECTION_PLANS[key]);
}
