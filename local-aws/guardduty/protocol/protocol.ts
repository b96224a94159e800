import type { Partition } from "../../../aws/partitions";
import type { BucketAndKeyCheck, BucketAndKeyVerdict } from "../findings/publishing-destinations";
import type { PolicyFeatures } from "../delegation/organization-policy";

export type { Partition };

/** One HTTP request to GuardDuty. The caller is already known from the credentials that signed it. */
export interface GuardDutyRequest {
  method: string;
  /** The path as sent, still percent-encoded: an ARN in `/tags/{arn}` holds slashes. */
  path: string;
  query: URLSearchParams;
  /** Parsed JSON, or undefined if there was no body. */
  body: unknown;
  accountId: string;
  region: string;
  partition: Partition;
  principalArn?: string;
}

/** An answer as plain values: GuardDuty here does not depend on the HTTP server in front of it. */
export interface GuardDutyResponse {
  status: number;
  body: unknown;
  /** Holds `x-amzn-errortype` for errors: SDKs read the exception's name from it. */
  headers?: Record<string, string>;
}

/** What GuardDuty asks AWS Organizations about an account. */
export interface OrganizationAccount {
  id: string;
  email: string;
  name: string;
  /** Organizations' `Status` or `State`: ACTIVE, SUSPENDED, ... */
  status: string;
}

/** An organization as GuardDuty sees it. Accounts are read again each time, because they join and leave while it runs. */
export interface Organization {
  managementAccountId: string;
  accounts(): Promise<OrganizationAccount[]>;
}

/** An event that GuardDuty puts on the default bus of `account` in `region`. */
export interface GuardDutyEvent {
  account: string;
  region: string;
  partition: Partition;
  source: "aws.guardduty";
  detailType: string;
  detail: unknown;
  resources: string[];
}

/** Delays that imitate AWS's, in milliseconds. AWS itself needs minutes to 24 hours. */
export interface Delays {
  /** Between CreateMembers and the association; until then the member is `Created`. @default 0 */
  memberAppearsMs: number;
  /** Between ALL or NEW, or an account's joining, and its enrolment. @default 2000 */
  autoEnableMs: number;
  /** How long a publishing destination stays PENDING_VERIFICATION, and a list ACTIVATING. @default 1000 */
  verificationMs: number;
  /** How long the organization's first delegation takes. Another region's fails meanwhile. @default 500 */
  firstDelegationMs: number;
}

/** The AWS around GuardDuty. All of it is injected, so that this GuardDuty works with any of it, or alone. */
export interface GuardDutyOptions {
  /** The organization of an account, which is its management account or a member. Undefined for a standalone account. */
  organizationOf(accountId: string, partition: Partition): Promise<Organization | undefined>;
  publishEvent(event: GuardDutyEvent): Promise<void>;
  /** Whether GuardDuty may write to the bucket and use the key. @default always */
  checkBucketAndKey?(check: BucketAndKeyCheck): Promise<BucketAndKeyVerdict>;
  /**
   * Called after delegating, so that Organizations enables trusted access and registers the administrator. @default
   * nothing is called
   */
  onDelegation?(
    managementAccountId: string,
    administratorAccountId: string,
    partition: Partition,
  ): Promise<void>;
  /**
   * Called when GuardDuty makes its service-linked role in an account, e.g. for `guardduty.amazonaws.com`. @default
   * nothing is called
   */
  onServiceLinkedRole?(accountId: string, servicePrincipal: string, partition: Partition): Promise<void>;
  /** The plans that a GUARDDUTY_POLICY of the organization manages in an account. @default none */
  policyOf?(accountId: string, region: string, partition: Partition): Promise<PolicyFeatures | undefined>;
  /** The e-mail that GetMembers returns: as CreateMembers got it, Organizations' own, or none. @default "given" */
  emails?: "given" | "organization" | "empty";
  /** The clock, in milliseconds. @default Date.now */
  now?: () => number;
  /** Delays that differ from the defaults. @default every delay's own default */
  delays?: Partial<Delays>;
  /** How many requests an account may make in a region each second; further ones answer 429. @default unlimited */
  requestsPerSecond?: number;
  /** The share of requests that answer 429 at random, from 0 to 1. @default 0 */
  throttledShare?: number;
  /** How long an answer of `organizationOf` is cached. @default 2000 */
  organizationCacheMs?: number;
  /** The file in which `save` writes the state and `load` reads it. @default none: the state is not saved */
  snapshotFile?: string;
}
