import type { CoveragePlan } from "../../../intent/wanted-coverage";

/** A protection plan or agent setting, as detectors (Status) and the organization's configuration (AutoEnable) list it. */
interface Value {
  readonly Name?: string;
  readonly Status?: string;
  readonly AutoEnable?: string;
}

/** By plan and agent setting: ENABLED or DISABLED, or ALL, NEW or NONE. */
export type FeatureValues = Readonly<Partial<Record<CoveragePlan, string>>>;

/**
 * Flattens plans and their agent settings. EKS Runtime Monitoring is left out: an older plan, not in the config, with an
 * agent setting of the same name as one of Runtime Monitoring's.
 */
export function featureValues(
  features: readonly (Value & { readonly AdditionalConfiguration?: readonly Value[] })[] = [],
): FeatureValues {
  const all = features
    .filter(({ Name }) => Name !== "EKS_RUNTIME_MONITORING")
    .flatMap((feature) => [feature, ...(feature.AdditionalConfiguration ?? [])]);
  return Object.fromEntries(
    all.map(({ Name, Status, AutoEnable }) => [Name, Status ?? AutoEnable]),
  ) as FeatureValues;
}
