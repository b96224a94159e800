import type { Part } from "./part";

/**
 * The value of each protection plan and agent setting, in AWS's words: ENABLED or DISABLED in a detector, ALL, NEW or
 * NONE in an organization. An agent setting is named after its plan: `RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT`.
 */
export type FeatureStates = Readonly<Record<string, string>>;

/** A detector that exists. */
export interface ExistingDetector {
  readonly id: string;
  /** False while GuardDuty is suspended. */
  readonly enabled: boolean;
  readonly findingPublishingFrequency: string;
  readonly features: FeatureStates;
  readonly tags: Readonly<Record<string, string>>;
}

/** A filter. One with the action ARCHIVE suppresses findings. */
export interface ExistingFilter {
  readonly name: string;
  readonly rank: number;
  readonly action: string;
  /** JSON, in AWS's form. */
  readonly criteria: string;
}

/** The kinds of address lists. */
export const LIST_KINDS = [
  "trusted IP list",
  "threat list",
  "trusted entity list",
  "threat entity list",
] as const;
/** One of them. */
export type ListKind = (typeof LIST_KINDS)[number];

/** A list of addresses that GuardDuty trusts, or makes findings about. */
export interface ExistingList {
  readonly kind: ListKind;
  readonly id: string;
  readonly name: string;
  readonly location: string;
  /** ACTIVE, INACTIVE, ... */
  readonly status: string;
}

/** A bucket that findings are exported to. */
export interface ExistingDestination {
  readonly id: string;
  readonly bucketArn: string;
  readonly keyArn: string;
  /** PUBLISHING, PENDING_VERIFICATION, ... */
  readonly status: string;
}

/** A plan that scans the new objects of a bucket for malware. */
export interface ExistingMalwarePlan {
  readonly id: string;
  readonly bucket: string;
  readonly status: string;
}

/** A rule that takes findings off the account's default bus, and where it sends them: topics, functions, streams, ... */
export interface ExistingForwarder {
  readonly rule: string;
  readonly pattern: string;
  /** ARNs. */
  readonly targets: readonly string[];
}

/** What exists in one account. A part that is absent is not there; what could not be read says so. */
export interface ExistingAccount {
  readonly accountId: string;
  readonly detector?: Part<ExistingDetector>;
  /** By rank. Without a detector there are none, nor lists, nor destinations. */
  readonly filters: Part<readonly ExistingFilter[]>;
  readonly lists: Part<readonly ExistingList[]>;
  readonly destinations: Part<readonly ExistingDestination[]>;
  readonly malwarePlans: Part<readonly ExistingMalwarePlan[]>;
  readonly forwarders: Part<readonly ExistingForwarder[]>;
}

/** What the organization's accounts get automatically. */
export interface ExistingOrganization {
  /** ALL, NEW or NONE. */
  readonly newAccounts: string;
  readonly features: FeatureStates;
}

/** Members that have the same state and the same plans: 5,000 accounts take a few of these. */
export interface MemberGroup {
  /** ENABLED, CREATED, DISABLED (suspended), REMOVED, ...: in upper case, because AWS's operations differ. */
  readonly state: string;
  /** Absent if GuardDuty shows none: the account is not associated. */
  readonly features?: Part<FeatureStates>;
  /** Ids, in order. */
  readonly accounts: readonly string[];
}

/** GuardDuty and what takes its findings in one region, as it was before orgduty planned anything. */
export interface ExistingRegion {
  /** The account that GuardDuty is delegated to here. Absent if there is none. */
  readonly delegatedTo?: Part<string>;
  /** Absent if nobody administers the organization here. */
  readonly organization?: Part<ExistingOrganization>;
  readonly members: Part<readonly MemberGroup[]>;
  readonly management: ExistingAccount;
  readonly administrator: ExistingAccount;
  /** Absent if the config names none. */
  readonly logArchive?: Part<ExistingAccount>;
}

/** What exists in each region, by its name. A region of which nothing could be read says why. */
export type ExistingRegions = Readonly<Record<string, Part<ExistingRegion>>>;
