import { partitionOf } from "./partitions";

/** Which accounts of an organization get a feature: all of them, those that join later, or none. */
export const PLAN_MODES = ["ALL", "NEW", "NONE"] as const;
/** One of them, in the words of GuardDuty's organization configuration. */
export type PlanMode = (typeof PLAN_MODES)[number];

/** GuardDuty's features that an organization can turn on, in the order that stacks and tables use. */
export const FEATURES = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
  "RUNTIME_MONITORING",
] as const;
/** A protection plan as GuardDuty and Terraform name it. */
export type FeatureName = (typeof FEATURES)[number];

/** Runtime Monitoring's additional configurations. No other feature has any. */
export const RUNTIME_AGENT_NAMES = [
  "EKS_ADDON_MANAGEMENT",
  "ECS_FARGATE_AGENT_MANAGEMENT",
  "EC2_AGENT_MANAGEMENT",
] as const;
/** An agent setting as GuardDuty and Terraform name it. */
export type RuntimeAgentName = (typeof RUNTIME_AGENT_NAMES)[number];

/**
 * Features that AWS has and no stack declares: their state is neither on nor off. Which of them a provider would take,
 * provider-differences.ts says.
 * Source: FeatureName in the GuardDuty API reference.
 */
export const UNDECLARED_FEATURES = ["AI_PROTECTION", "AI_ANALYST", "RDS_DATA_RISK"] as const;

/**
 * Whether a region offers a protection plan. China has no Runtime Monitoring.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html
 */
export function isOffered(feature: FeatureName, region: string): boolean {
  return feature !== "RUNTIME_MONITORING" || partitionOf(region) !== "aws-cn";
}
