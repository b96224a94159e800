import type { CoveragePlan } from "../../../intent/wanted-coverage";
import type { FeatureStates } from "../../../existing/existing-region";

/** The value for each plan and agent setting: ENABLED or DISABLED, or ALL, NEW or NONE. */
export type FeatureValues = Readonly<Partial<Record<CoveragePlan, string>>>;

const AGENTS_OF = "RUNTIME_MONITORING/";

/**
 * The values of the plans and agent settings that the config has. EKS Runtime Monitoring is left out: it is an older plan
 * whose agent setting has the same name as one of Runtime Monitoring's.
 */
export function featureValues(states: FeatureStates): FeatureValues {
  const values: Record<string, string> = {};
  // A loop, because it runs for every member in every region.
  for (const [name, value] of Object.entries(states)) {
    if (name.startsWith("EKS_RUNTIME_MONITORING")) continue;
    values[name.startsWith(AGENTS_OF) ? name.slice(AGENTS_OF.length) : name] = value;
  }
  return values;
}
