import { TEXT, badRequest } from "../protocol/errors";

/** The status of a plan or agent setting in one detector. */
export type Switch = "ENABLED" | "DISABLED";
/** Which accounts of an organization get something automatically. */
export type AutoEnable = "ALL" | "NEW" | "NONE";

/** The protection plans that can be switched, in the order GuardDuty lists them. */
export const FEATURES = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "EKS_RUNTIME_MONITORING",
  "LAMBDA_NETWORK_LOGS",
  "RUNTIME_MONITORING",
] as const;
/** One of them, including the older EKS_RUNTIME_MONITORING. */
export type FeatureName = (typeof FEATURES)[number];

/** Features that are always on with a detector. GetDetector lists them, UpdateDetector refuses them. */
export const FOUNDATIONAL = ["CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS"] as const;

/** The agent settings of Runtime Monitoring, called `additionalConfiguration` in the API. */
export type AgentName = "EKS_ADDON_MANAGEMENT" | "ECS_FARGATE_AGENT_MANAGEMENT" | "EC2_AGENT_MANAGEMENT";

/**
 * The agent settings of a plan, in the order that GuardDuty returns them for a detector and for an organization.
 * Terraform's provider 5.100 keeps them in an ordered list, so any other order in a configuration is drift.
 */
export function agentsOf(feature: FeatureName, of: "detector" | "organization"): readonly AgentName[] {
  if (feature === "EKS_RUNTIME_MONITORING") return ["EKS_ADDON_MANAGEMENT"];
  if (feature !== "RUNTIME_MONITORING") return [];
  return of === "detector"
    ? ["EKS_ADDON_MANAGEMENT", "EC2_AGENT_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT"]
    : ["ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT"];
}

const WITHOUT_RUNTIME = FEATURES.filter((name) => !name.endsWith("RUNTIME_MONITORING"));

/**
 * The plans a region offers. China has no Runtime Monitoring.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html
 */
export function offeredIn(region: string): readonly FeatureName[] {
  return region.startsWith("cn-") ? WITHOUT_RUNTIME : FEATURES;
}

/** The plans that are on in a new detector unless the request says otherwise: all but Runtime Monitoring. */
export function onByDefault(feature: FeatureName): boolean {
  return !feature.endsWith("RUNTIME_MONITORING");
}

/**
 * A request's setting for one plan: `value` is ENABLED or DISABLED for a detector, ALL, NEW or NONE for an
 * organization.
 */
export interface FeatureRequest<Value extends string> {
  name: FeatureName;
  value: Value;
  agents: Partial<Record<AgentName, Value>>;
}

interface WireFeature {
  name?: string;
  status?: string;
  autoEnable?: string;
  additionalConfiguration?: WireFeature[];
}

/**
 * Reads `features` of a request and refuses what GuardDuty refuses: unknown names and values, plans that the region
 * does not offer, and both kinds of Runtime Monitoring together.
 */
export function readFeatures<Value extends string>(
  features: unknown,
  region: string,
  values: readonly Value[],
): FeatureRequest<Value>[] {
  const read = ((features ?? []) as WireFeature[]).map((feature) => readFeature(feature, region, values));
  const runtimes = read.filter(({ name }) => name.endsWith("RUNTIME_MONITORING"));
  if (new Set(runtimes.map(({ name }) => name)).size > 1) throw badRequest(TEXT.invalidValue);
  return read;
}

function readFeature<Value extends string>(
  feature: WireFeature,
  region: string,
  values: readonly Value[],
): FeatureRequest<Value> {
  const name = oneOf(feature.name, offeredIn(region));
  const agents: Partial<Record<AgentName, Value>> = {};
  for (const agent of feature.additionalConfiguration ?? []) {
    agents[oneOf(agent.name, agentsOf(name, "detector"))] = oneOf(agent.status ?? agent.autoEnable, values);
  }
  return { name, value: oneOf(feature.status ?? feature.autoEnable, values), agents };
}

/** Returns the value if it is one of those allowed; otherwise throws GuardDuty's error. */
export function oneOf<Value extends string>(value: unknown, allowed: readonly Value[]): Value {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw badRequest(TEXT.invalidValue);
  return found;
}
