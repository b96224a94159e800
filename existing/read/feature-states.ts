import type { FeatureStates } from "../existing-region";

/** A plan or agent setting as AWS lists it: with Status in a detector, with AutoEnable in an organization. */
interface Value {
  readonly Name?: string | undefined;
  readonly Status?: string | undefined;
  readonly AutoEnable?: string | undefined;
}

/** A plan with its agent settings. */
export type ListedFeature = Value & { readonly AdditionalConfiguration?: readonly Value[] | undefined };

/** On in every detector, and nobody can turn them off. */
const ALWAYS_ON = ["CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS"];

/** Flattens plans and their agent settings into one record, in the order of their names. */
export function featureStates(features: readonly ListedFeature[] = []): FeatureStates {
  const states: [string, string][] = [];
  // A loop, because it runs for every member in every region.
  for (const { Name = "", Status, AutoEnable, AdditionalConfiguration: agents = [] } of features) {
    if (ALWAYS_ON.includes(Name)) continue;
    states.push([Name, Status ?? AutoEnable ?? ""]);
    for (const agent of agents)
      states.push([`${Name}/${agent.Name ?? ""}`, agent.Status ?? agent.AutoEnable ?? ""]);
  }
  return Object.fromEntries(states.sort(([a], [b]) => (a < b ? -1 : 1)));
}
