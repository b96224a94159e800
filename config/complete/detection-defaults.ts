import type { PlanMode } from "../../aws/features";
import type { DetectionConfig } from "../config";
import { organizationsOf } from "./draft";
import { RUNTIME_AGENT_KEYS, simplePlans, type RuntimeAgentKey } from "../protection-plans";
import type { DocumentSection } from "../schema/document";

/**
 * Fills in what detection leaves out. Plans default to the enrolment of accounts: ALL if every organization enrols ALL,
 * otherwise NEW, because ALL would include excluded accounts. Agents default to the mode of Runtime Monitoring.
 */
export function completeDetection(document: DocumentSection): DetectionConfig {
  const organizations = organizationsOf(document);
  const { plansReachExcluded } = document.detection ?? {};
  const enrolsAll = organizations.every(({ organization }) => organization.enrolment?.newAccounts === "ALL");
  const fallback: PlanMode = enrolsAll ? "ALL" : "NEW";
  const plans = document.detection?.protectionPlans ?? {};
  const mode = plans.runtimeMonitoring?.mode ?? fallback;
  const agents = RUNTIME_AGENT_KEYS.map(
    (key) => [key, plans.runtimeMonitoring?.agents?.[key] ?? mode] as const,
  );
  const simple = simplePlans((key) => plans[key] ?? fallback);
  return {
    findingPublishingFrequency: document.detection?.findingPublishingFrequency ?? "FIFTEEN_MINUTES",
    ...(plansReachExcluded && { plansReachExcluded }),
    protectionPlans: {
      ...simple,
      runtimeMonitoring: { mode, agents: Object.fromEntries(agents) as Record<RuntimeAgentKey, PlanMode> },
    },
  };
}
