import type { Rule } from "../../complete/draft";
import { RUNTIME_AGENT_KEYS } from "../../protection-plans";

/** GuardDuty manages agents only for Runtime Monitoring: without the plan, an agent setting would do nothing. */
export const agentsNeedRuntimeMonitoring: Rule = ({ detection }) => {
  const plan = detection?.protectionPlans?.runtimeMonitoring;
  if (plan?.mode !== "NONE") return [];
  return RUNTIME_AGENT_KEYS.filter((agent) => (plan.agents?.[agent] ?? "NONE") !== "NONE").map((agent) => ({
    path: ["detection", "protectionPlans", "runtimeMonitoring", "agents", agent],
    message: `${plan.agents?.[agent]} does nothing while runtimeMonitoring.mode is NONE`,
    fix: "NONE, or turn runtimeMonitoring on",
  }));
};
