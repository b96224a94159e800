import type { AgentName, AutoEnable, FeatureName, Switch } from "./detectors/features";
import type { Partition } from "./protocol/protocol";

/** How often updates to findings are published. */
export type Frequency = "FIFTEEN_MINUTES" | "ONE_HOUR" | "SIX_HOURS";
/** A resource's tags, by key. */
export type Tags = Record<string, string>;

/** A protection plan in one detector. Times are in milliseconds. */
export interface Feature {
  status: Switch;
  updatedAt: number;
  agents: Partial<Record<AgentName, { status: Switch; updatedAt: number }>>;
}

/** A filter for findings. With the action ARCHIVE it is a suppression rule. */
export interface Filter {
  name: string;
  description: string;
  action: "NOOP" | "ARCHIVE";
  findingCriteria: { criterion: Record<string, unknown> };
  tags: Tags;
  /** Only in a seeded mess, where ranks have gaps. @default its place in the list */
  rank?: number;
}

/** A trusted IP list or a threat list. */
export interface AddressList {
  id: string;
  name: string;
  format: string;
  location: string;
  active: boolean;
  /** Until this time the list is ACTIVATING or DEACTIVATING. */
  settledAt: number;
  deleted: boolean;
  tags: Tags;
  expectedBucketOwner?: string;
}

/** A bucket that a detector exports findings to. */
export interface PublishingDestination {
  id: string;
  destinationArn: string;
  kmsKeyArn: string;
  /** Until this time the destination is PENDING_VERIFICATION. */
  verifiedAt: number;
  /** When publishing first failed; 0 while it works. */
  failingSince: number;
  tags: Tags;
}

/** A resource that Runtime Monitoring watches through an agent. */
export interface Agent {
  /** Of the instance or the cluster. */
  id: string;
  type: "EC2" | "ECS" | "EKS";
  /** Why it is unhealthy. Absent while it is healthy. */
  issue?: string;
}

/** A plan that scans the new objects of a bucket for malware. */
export interface MalwarePlan {
  id: string;
  role: string;
  bucket: { bucketName?: string; objectPrefixes?: string[] };
  createdAt: number;
  status: "ACTIVE" | "WARNING" | "ERROR";
  reasons: { code: string; message: string }[];
  tags: Tags;
}

/** A finding as GetFindings returns it. */
export interface Finding {
  id: string;
  accountId: string;
  type: string;
  severity: number;
  createdAt: string;
  updatedAt: string;
  service: {
    archived: boolean;
    count: number;
    eventFirstSeen: string;
    eventLastSeen: string;
    additionalInfo: { value: string; type: string; sample?: boolean };
    [key: string]: unknown;
  };
  [key: string]: unknown;
}

/** GuardDuty in one account and region. */
export interface Detector {
  id: string;
  accountId: string;
  region: string;
  partition: Partition;
  createdAt: number;
  updatedAt: number;
  enabled: boolean;
  frequency: Frequency;
  features: Map<FeatureName, Feature>;
  tags: Tags;
  /** In order of rank: rank 1 is the first. */
  filters: Filter[];
  ipSets: Map<string, AddressList>;
  threatIntelSets: Map<string, AddressList>;
  trustedEntitySets: Map<string, AddressList>;
  threatEntitySets: Map<string, AddressList>;
  destinations: Map<string, PublishingDestination>;
  findings: Map<string, Finding>;
  /** What Runtime Monitoring watches here. Nothing runs in this AWS: `setAgents` says what there is. */
  agents?: Agent[];
  /** The account that administers this one, while this one is an associated member. */
  administratorId?: string;
}

/** An account on the administrator's list. After it is disassociated it stays there until it is deleted. */
export interface Member {
  accountId: string;
  email: string;
  invitedAt: number;
  updatedAt: number;
  /** Until this time the member is `Created`, and not associated. */
  associatedAt: number;
  /** Whether it is disassociated but not yet deleted. */
  removed: boolean;
}

/** A delegated administrator's view of its organization in one region. */
export interface Delegation {
  partition: Partition;
  region: string;
  managementAccountId: string;
  administratorId: string;
  autoEnable: AutoEnable;
  features: Map<FeatureName, { autoEnable: AutoEnable; agents: Partial<Record<AgentName, AutoEnable>> }>;
  members: Map<string, Member>;
  /** Accounts that were in the organization when NEW was set. They do not count as new. */
  known: Set<string>;
  /** Accounts that will be enrolled automatically, and when. */
  enrolments: Map<string, number>;
  /** Plans set to ALL that existing members do not have yet, and when they get them. */
  rollouts: Map<FeatureName, number>;
}

/** The state of all of GuardDuty, by account and region. Keys are `partition/region/account`. */
export interface State {
  detectors: Map<string, Detector>;
  delegations: Map<string, Delegation>;
  /** Delegated administrators by `partition/management account`. */
  administrators: Map<string, string>;
  /** `partition/account/service principal` of every service-linked role. */
  serviceLinkedRoles: Set<string>;
  /** Malware protection plans by id, by place. */
  malwarePlans: Map<string, Map<string, MalwarePlan>>;
}

/** The state of an AWS in which GuardDuty is on nowhere. */
export function emptyState(): State {
  return {
    detectors: new Map(),
    delegations: new Map(),
    administrators: new Map(),
    serviceLinkedRoles: new Set(),
    malwarePlans: new Map(),
  };
}

/** The key for an account's detector in a region, and for the delegation to that account there. */
export function placeKey(partition: Partition, region: string, accountId: string): string {
  return `${partition}/${region}/${accountId}`;
}
