import { partitionOf, type Region } from "./regions";

/** Who gets a protection plan: every account, accounts that join later, or nobody. */
export const PLAN_MODES = ["ALL", "NEW", "NONE"] as const;
/** One of them, in the words of both orgduty.yaml and GuardDuty's organization configuration. */
export type PlanMode = (typeof PLAN_MODES)[number];

/** The organization-wide protection plans: the key in orgduty.yaml and GuardDuty's feature name. */
export const PROTECTION_PLANS = {
  s3DataEvents: "S3_DATA_EVENTS",
  eksAuditLogs: "EKS_AUDIT_LOGS",
  ebsMalwareProtection: "EBS_MALWARE_PROTECTION",
  rdsLoginEvents: "RDS_LOGIN_EVENTS",
  lambdaNetworkLogs: "LAMBDA_NETWORK_LOGS",
  runtimeMonitoring: "RUNTIME_MONITORING",
} as const;
/** A plan as orgduty.yaml names it. */
export type ProtectionPlanKey = keyof typeof PROTECTION_PLANS;
/** A plan as GuardDuty and Terraform name it. */
export type FeatureName = (typeof PROTECTION_PLANS)[ProtectionPlanKey];

/** The plans in one order, so that stacks and tables list them alike. */
export const PROTECTION_PLAN_KEYS = Object.keys(PROTECTION_PLANS) as ProtectionPlanKey[];

/** Runtime Monitoring's agent settings: the key in orgduty.yaml and GuardDuty's additional configuration. */
export const RUNTIME_AGENTS = {
  eksAddonManagement: "EKS_ADDON_MANAGEMENT",
  ecsFargateAgentManagement: "ECS_FARGATE_AGENT_MANAGEMENT",
  ec2AgentManagement: "EC2_AGENT_MANAGEMENT",
} as const;
/** An agent setting as orgduty.yaml names it. */
export type RuntimeAgentKey = keyof typeof RUNTIME_AGENTS;
/** An agent setting as GuardDuty and Terraform name it. */
export type RuntimeAgentName = (typeof RUNTIME_AGENTS)[RuntimeAgentKey];

/** The agent settings in one order, like the plans. */
export const RUNTIME_AGENT_KEYS = Object.keys(RUNTIME_AGENTS) as RuntimeAgentKey[];

/**
 * Features AWS has and Terraform AWS provider 5.100 refuses: a state of its own, neither on nor off.
 * Source: FeatureName in the GuardDuty API reference.
 */
export const UNKNOWN_TO_PROVIDER = ["AI_PROTECTION", "AI_ANALYST", "RDS_DATA_RISK"] as const;

/**
 * Whether a region offers a protection plan. China has no Runtime Monitoring.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html
 */
export function isOffered(plan: ProtectionPlanKey, region: Region): boolean {
  return plan !== "runtimeMonitoring" || partitionOf(region) !== "aws-cn";
}
