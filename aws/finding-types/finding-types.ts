import { isOffered, type FeatureName } from "../features";
import { EBS_MALWARE_TYPES, LAMBDA_TYPES, RDS_TYPES, S3_TYPES } from "./data-plans";
import { FOUNDATIONAL_TYPES } from "./foundational";
import { KUBERNETES_TYPES } from "./kubernetes";
import { OTHER_TYPES } from "./outside-plans";
import { RUNTIME_TYPES } from "./runtime";

/**
 * The published list of finding types, and the day on which these files were compared with copies of it: the whole list
 * in a copy of 2025-12-26, and later pages on retired types, AI Protection and Custom Detection Rules. AWS adds types
 * without notice, so a config can name one that is not here (`unlisted`).
 */
export const FINDING_TYPES_SOURCE = {
  url: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html",
  readOn: "2026-11-27",
} as const;

/** A type of finding: `Purpose:Resource/Family.Variant!Artifact`. */
export interface FindingType {
  readonly name: string;
  /** The protection plan that brings it. @default none: GuardDuty makes it wherever it is on, or another feature does */
  readonly plan?: FeatureName;
}

const of = (names: readonly string[], plan?: FeatureName): FindingType[] =>
  names.map((name) => ({ name, ...(plan && { plan }) }));

/** Every type that GuardDuty makes today, by name. */
export const FINDING_TYPES: readonly FindingType[] = [
  ...of(FOUNDATIONAL_TYPES),
  ...of(S3_TYPES, "S3_DATA_EVENTS"),
  ...of(KUBERNETES_TYPES, "EKS_AUDIT_LOGS"),
  ...of(EBS_MALWARE_TYPES, "EBS_MALWARE_PROTECTION"),
  ...of(RDS_TYPES, "RDS_LOGIN_EVENTS"),
  ...of(LAMBDA_TYPES, "LAMBDA_NETWORK_LOGS"),
  ...of(RUNTIME_TYPES, "RUNTIME_MONITORING"),
  ...Object.values(OTHER_TYPES).flatMap((names) => of(names)),
].sort((a, b) => (a.name < b.name ? -1 : 1));

/** The names alone. */
export const FINDING_TYPE_NAMES: readonly string[] = FINDING_TYPES.map(({ name }) => name);

/** `Recon:EC2/` of `Recon:EC2/Portscan`: the purpose and the resource that a family of types shares. */
export function familyOf(type: string): string {
  return type.slice(0, type.indexOf("/") + 1);
}

/** `EC2` of `Recon:EC2/Portscan`: what the finding is about. */
export function resourceOf(type: string): string {
  return type.slice(type.indexOf(":") + 1, type.indexOf("/"));
}

/** Every family once, e.g. `Recon:EC2/`. */
export const FINDING_FAMILIES: readonly string[] = [...new Set(FINDING_TYPE_NAMES.map(familyOf))];

/** Whether a region can have findings of a type: without its protection plan, it has none. */
export function isMadeIn({ plan }: FindingType, region: string): boolean {
  return plan === undefined || isOffered(plan, region);
}
