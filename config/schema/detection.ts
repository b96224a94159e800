import { PLAN_MODES } from "../../aws/features";
import { RUNTIME_AGENT_KEYS, simplePlans, type RuntimeAgentKey } from "../protection-plans";
import { exception } from "./exception";
import { section } from "./section";
import { choice } from "./text";

const mode = choice(PLAN_MODES).optional();
type Mode = typeof mode;

const agents = Object.fromEntries(RUNTIME_AGENT_KEYS.map((key) => [key, mode])) as Record<
  RuntimeAgentKey,
  Mode
>;
const runtimeMonitoring = section({ mode, agents: section(agents).optional() });

/** What GuardDuty watches, and how often it publishes. */
export const detectionSection = section({
  findingPublishingFrequency: choice(["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"]).optional(),
  plansReachExcluded: exception.optional(),
  protectionPlans: section({
    ...simplePlans(() => mode),
    runtimeMonitoring: runtimeMonitoring.optional(),
  }).optional(),
});
