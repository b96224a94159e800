import {
  isOffered,
  PROTECTION_PLAN_KEYS,
  PROTECTION_PLANS,
  RUNTIME_AGENT_KEYS,
  RUNTIME_AGENTS,
} from "../../config/protection-plans";
import type { DetectionConfig } from "../../config/config";
import type { StackPlan } from "../plan-model";
import { declarationsOf } from "../protection-plan-matrix";
import { judgeRegions, type Rule } from "../rule";

/** What the file says and what the plan does are two things once somebody edits a stack by hand. */
export const protectionPlansAreAsConfigured: Rule = {
  id: "OD-013",
  title: "Protection plans are in the mode the config says",
  severity: "deny",
  fix: "change detection.protectionPlans, not the stack, and plan again",
  evaluate: (context) => judgeRegions(context, (plan) => differences(plan, context.config.detection)),
};

function differences(plan: StackPlan, { protectionPlans }: DetectionConfig): string[] {
  const expected = PROTECTION_PLAN_KEYS.filter((key) => isOffered(key, plan.region)).flatMap((key) => {
    const feature = PROTECTION_PLANS[key];
    if (key !== "runtimeMonitoring")
      return [{ name: feature, mode: protectionPlans[key], declared: declarationsOf(plan, key) }];
    const { mode, agents } = protectionPlans.runtimeMonitoring;
    return [
      { name: feature, mode, declared: declarationsOf(plan, key) },
      ...RUNTIME_AGENT_KEYS.map((agent) => ({
        name: `${feature} / ${RUNTIME_AGENTS[agent]}`,
        mode: agents[agent],
        declared: declarationsOf(plan, key, RUNTIME_AGENTS[agent]),
      })),
    ];
  });
  return expected.flatMap(({ name, mode, declared }) =>
    declared
      .filter(({ state }) => state !== "undeclared" && state !== mode)
      .map(({ state }) => `${name} is ${state}, the config says ${mode}`),
  );
}
