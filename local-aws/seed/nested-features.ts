import type { FeatureSeed } from "./messy-region";

const OLDER = "EKS_RUNTIME_MONITORING";

/** Plans in the form of AWS's requests: an agent setting is part of its plan. */
export function nested(features: FeatureSeed, key: "Status" | "AutoEnable") {
  const plans = Object.entries(features).filter(([name]) => !name.includes("/"));
  return plans.map(([Name, value]) => {
    const agents = Object.entries(features).filter(([name]) => name.startsWith(`${Name}/`));
    const AdditionalConfiguration = agents.map(([name, of]) => ({
      Name: name.slice(Name.length + 1),
      [key]: of,
    }));
    return { Name, [key]: value, ...(agents.length > 0 ? { AdditionalConfiguration } : {}) };
  });
}

/** The same plans for one request or two: AWS refuses a request that names both kinds of Runtime Monitoring. */
export function requestsFor(features: FeatureSeed): FeatureSeed[] {
  const part = (isOlder: boolean) =>
    Object.fromEntries(Object.entries(features).filter(([name]) => name.startsWith(OLDER) === isOlder));
  return [part(false), part(true)].filter((some) => Object.keys(some).length > 0);
}
