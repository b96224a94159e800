import type { ListSeed } from "./seed-lists";

/** Values by the name of a protection plan; an agent setting is named after its plan, `RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT`. */
export type FeatureSeed = Readonly<Record<string, string>>;

/** A detector to create. What is left out is as in a new detector of AWS. */
export interface DetectorSeed {
  readonly enabled?: boolean;
  readonly findingPublishingFrequency?: "FIFTEEN_MINUTES" | "ONE_HOUR" | "SIX_HOURS";
  readonly features?: FeatureSeed;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A filter to create. Ranks may have gaps, which AWS no longer lets arise. */
export interface FilterSeed {
  readonly name: string;
  readonly rank: number;
  readonly action: "NOOP" | "ARCHIVE";
  /** In AWS's form. */
  readonly criteria: Readonly<Record<string, unknown>>;
}

/** A rule on the account's default bus that sends findings somewhere. */
export interface ForwarderSeed {
  readonly rule: string;
  /** In EventBridge's form. @default everything from aws.guardduty */
  readonly pattern?: Readonly<Record<string, unknown>>;
  /** ARNs. What they name need not exist. */
  readonly targets: readonly string[];
}

/** What one account has in a region. */
export interface AccountSeed {
  readonly detector?: DetectorSeed;
  readonly filters?: readonly FilterSeed[];
  readonly lists?: readonly ListSeed[];
  readonly malwarePlans?: readonly { readonly bucket: string }[];
  readonly forwarders?: readonly ForwarderSeed[];
}

/** What a member may be. LEFT: no longer an account of the organization; CLOSED: one that is not ACTIVE. Both are still members. */
export const MEMBER_SEED_STATES = ["ENABLED", "SUSPENDED", "REMOVED", "LEFT", "CLOSED"] as const;

/** States of members that AWS would not add today: their accounts left the organization, or are closed. */
export const UNADDABLE: readonly string[] = ["LEFT", "CLOSED"];

/** A member of the administrator. */
export interface MemberSeed {
  readonly state: (typeof MEMBER_SEED_STATES)[number];
  /** What the administrator set apart from the organization's plans. */
  readonly features?: FeatureSeed;
}

/** What is in a region before orgduty comes. */
export interface RegionSeed {
  readonly accounts?: Readonly<Record<string, AccountSeed>>;
  /** The account that GuardDuty is delegated to here. It may be another one than elsewhere. */
  readonly delegatedTo?: string;
  readonly organization?: { readonly newAccounts: "ALL" | "NEW" | "NONE"; readonly features?: FeatureSeed };
  readonly members?: Readonly<Record<string, MemberSeed>>;
  /** Every request to the region is refused, as where a policy denies it or it is opted out. @default false */
  readonly refused?: boolean;
}

/** A policy of the type GUARDDUTY_POLICY. */
export interface PolicySeed {
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
  /** Ids of a root, units or accounts. */
  readonly targets: readonly string[];
}

/** A messy organization, as a local AWS is started with it. */
export interface MessSeed {
  readonly regions: Readonly<Record<string, RegionSeed>>;
  readonly policies?: readonly PolicySeed[];
  /** How many of GuardDuty's requests are throttled, by chance: 0.1 is one in ten. @default 0 */
  readonly throttledShare?: number;
}

/** A mess, and whose it is. */
export interface MessProps {
  readonly partition: "aws" | "aws-cn";
  readonly managementAccountId: string;
  readonly mess: MessSeed;
}
