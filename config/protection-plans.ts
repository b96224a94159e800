import type { FeatureName, RuntimeAgentName } from "../aws/features";

/** The organization-wide protection plans: the key in orgduty.yaml and GuardDuty's feature name. */
export const PROTECTION_PLANS = {
  s3DataEvents: "S3_DATA_EVENTS",
  eksAuditLogs: "EKS_AUDIT_LOGS",
  ebsMalwareProtection: "EBS_MALWARE_PROTECTION",
  rdsLoginEvents: "RDS_LOGIN_EVENTS",
  lambdaNetworkLogs: "LAMBDA_NETWORK_LOGS",
  runtimeMonitoring: "RUNTIME_MONITORING",
} as const satisfies Readonly<Record<string, FeatureName>>;
/** A plan as orgduty.yaml names it. */
export type ProtectionPlanKey = keyof typeof PROTECTION_PLANS;

/** The plans in a fixed order, so that stacks and tables list them alike. */
export const PROTECTION_PLAN_KEYS = Object.keys(PROTECTION_PLANS) as ProtectionPlanKey[];

/** A plan that can only be on or off. Runtime Monitoring is not one, because it also has agents. */
export type SimplePlanKey = Exclude<ProtectionPlanKey, "runtimeMonitoring">;

/** Makes one value for each plan that can only be on or off. */
export function simplePlans<Value>(valueOf: (key: SimplePlanKey) => Value): Record<SimplePlanKey, Value> {
  const keys = PROTECTION_PLAN_KEYS.filter((key): key is SimplePlanKey => key !== "runtimeMonitoring");
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<SimplePlanKey, Value>;
}

/** Runtime Monitoring's agent settings: the key in orgduty.yaml and GuardDuty's additional configuration. */
export const RUNTIME_AGENTS = {
  eksAddonManagement: "EKS_ADDON_MANAGEMENT",
  ecsFargateAgentManagement: "ECS_FARGATE_AGENT_MANAGEMENT",
  ec2AgentManagement: "EC2_AGENT_MANAGEMENT",
} as const satisfies Readonly<Record<string, RuntimeAgentName>>;
/** An agent setting as orgduty.yaml names it. */
export type RuntimeAgentKey = keyof typeof RUNTIME_AGENTS;

/** The agent settings in a fixed order, like the plans. */
export const RUNTIME_AGENT_KEYS = Object.keys(RUNTIME_AGENTS) as RuntimeAgentKey[];
