import type { CoveragePlan } from "../../../intent/wanted-coverage";

/**
 * A protection plan or agent setting, as listed by detectors (Status) and by the organization's configuration
 * (AutoEnable).
 */
interface Value {
  readonly Name?: string;
  readonly Status?: string;
  readonly AutoEnable?: string;
}

/** The value for each plan and agent setting: ENABLED or DISABLED, or ALL, NEW or NONE. */
export type FeatureValues = Readonly<Partial<Record<CoveragePlan, string>>>;

/**
 * Flattens plans and their agent settings into one record. EKS Runtime Monitoring is left out: it is an older plan that
 * the config does not have, and its agent setting has the same name as one of Runtime Monitoring's.
 */
export function featureValues(
  features: readonly (Value & { readonly AdditionalConfiguration?: readonly Value[] })[] = [],
): FeatureValues {
  const values: Record<string, string | undefined> = {};
  // A loop, because it runs for every member in every region.
  for (const { Name = "", Status, AutoEnable, AdditionalConfiguration: agents = [] } of features) {
    if (Name === "EKS_RUNTIME_MONITORING") continue;
    values[Name] = Status ?? AutoEnable;
    for (const agent of agents) values[agent.Name ?? ""] = agent.Status ?? agent.AutoEnable;
  }
  return values;
}
