import type { Partition } from "../../../aws/partitions";
import type { BucketAndKeyCheck, BucketAndKeyVerdict } from "../findings/publishing-destinations";
import type { PolicyFeatures } from "../delegation/organization-policy";

export type { Partition };

/** One HTTP request to GuardDuty, its caller already told by the credentials it was signed with. */
export interface GuardDutyRequest {
  method: string;
  /** As on the wire, percent-encoding kept: an ARN in `/tags/{arn}` holds slashes. */
  path: string;
  query: URLSearchParams;
  /** Parsed JSON, or undefined where there was none. */
  body: unknown;
  accountId: string;
  region: string;
  partition: Partition;
  principalArn?: string;
}

/** An answer as plain values: GuardDuty here does not know which server it is behind. */
export interface GuardDutyResponse {
  status: number;
  body: unknown;
  /** `x-amzn-errortype` on errors: SDKs read the exception's name from it. */
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

/** An organization as GuardDuty sees it. Accounts are asked for anew: they join and leave while it runs. */
export interface Organization {
  managementAccountId: string;
  accounts(): Promise<OrganizationAccount[]>;
}

/** What GuardDuty puts on the default bus of `account` in `region`. */
export interface GuardDutyEvent {
  account: string;
  region: string;
  partition: Partition;
  source: "aws.guardduty";
  detailType: string;
  detail: unknown;
  resources: string[];
}

/** How long AWS takes, in milliseconds. AWS itself needs minutes to 24 hours. */
export interface Delays {
  /** From CreateMembers to the association: until then the member is `Created`. @default 0 */
  memberAppearsMs: number;
  /** From ALL or NEW, or an account's joining, to its enrolment. @default 2000 */
  autoEnableMs: number;
  /** A publishing destination stays PENDING_VERIFICATION, a list ACTIVATING. @default 1000 */
  verificationMs: number;
  /** The organization's first delegation; another region's at the same time fails. @default 500 */
  firstDelegationMs: number;
}

/** The AWS around GuardDuty. All of it comes from outside, so that GuardDuty here works with any of it, or alone. */
export interface GuardDutyOptions {
  /** The organization an account is in, management account or member; undefined for a standalone one. */
  organizationOf(accountId: string, partition: Partition): Promise<Organization | undefined>;
  publishEvent(event: GuardDutyEvent): Promise<void>;
  /** Whether GuardDuty may write to the bucket and use the key. @default always */
  checkBucketAndKey?(check: BucketAndKeyCheck): Promise<BucketAndKeyVerdict>;
  /** Trusted access is on and the delegated administrator registered, in Organizations. @default nobody is told */
  onDelegation?(
    managementAccountId: string,
    administratorAccountId: string,
    partition: Partition,
  ): Promise<void>;
  /** GuardDuty made its service-linked role in an account, e.g. for `guardduty.amazonaws.com`. @default nobody is told */
  onServiceLinkedRole?(accountId: string, servicePrincipal: string, partition: Partition): Promise<void>;
  /** The plans that a GUARDDUTY_POLICY of the organization manages in an account. @default none */
  policyOf?(accountId: string, region: string, partition: Partition): Promise<PolicyFeatures | undefined>;
  /** What GetMembers returns as e-mail: as CreateMembers gave it, Organizations' own, or nothing. @default "given" */
  emails?: "given" | "organization" | "empty";
  /** The clock, in milliseconds. @default Date.now */
  now?: () => number;
  /** Those that differ. @default each as Delays says */
  delays?: Partial<Delays>;
  /** Requests an account may make in a region each second; more answer 429. @default unlimited */
  requestsPerSecond?: number;
  /** The share of requests that answer 429 at random, from 0 to 1. @default 0 */
  throttledShare?: number;
  /** How long an answer of `organizationOf` is believed. @default 2000 */
  organizationCacheMs?: number;
  /** Where `save` writes the state and `load` reads it. @default nowhere */
  snapshotFile?: string;
}
