import type { Read } from "../../../aws-clients/attempts";
import type { FeatureValues } from "./feature-values";

/** An account that the administrator knows of, as GuardDuty words it. */
export interface FoundMember {
  readonly accountId: string;
  /** Enabled, Created, Disabled, Removed, ...: the words differ in case between operations. */
  readonly relationshipStatus: string;
  /** Absent if GuardDuty did not process the account, which it does not while one is joining; UNREAD if it was refused. */
  readonly features?: Read<FeatureValues>;
}

/** An account's own detector. */
export interface FoundDetector {
  readonly id: string;
  readonly enabled: boolean;
  readonly findingPublishingFrequency: string;
  readonly features: FeatureValues;
  readonly tags: Readonly<Record<string, string>>;
}

/** Who gets what by itself: the mode for accounts, and of each plan and agent setting. */
export interface FoundOrganizationConfiguration {
  readonly newAccounts: string;
  readonly features: FeatureValues;
}

/** A publishing destination of the administrator's detector. */
export interface FoundDestination {
  readonly id: string;
  readonly status: string;
}

/** Something in GuardDuty that keeps findings from being made or told, or adds some. */
export interface FoundSuppression {
  readonly name: string;
  /** What it is about. */
  readonly of: string;
}

/** GuardDuty in one region, as its administrator and the management account see it. Each part may be UNREAD by itself. */
export interface FoundCoverage {
  /** The account that administers the organization here; undefined if none does. */
  readonly administratorAccountId?: Read<string>;
  readonly detector?: Read<FoundDetector>;
  /** The management account's. */
  readonly managementDetector?: Read<FoundDetector>;
  /** Absent if the account that the config names may not ask. */
  readonly organizationConfiguration?: Read<FoundOrganizationConfiguration>;
  readonly members: Read<readonly FoundMember[]>;
  readonly destinations: Read<readonly FoundDestination[]>;
  /** Filters that archive what they match. */
  readonly archiveFilters: Read<readonly FoundSuppression[]>;
  /** Trusted IP lists in force: GuardDuty finds nothing about their addresses. */
  readonly trustedLists: Read<readonly FoundSuppression[]>;
  /** Other lists in force, by what they are. */
  readonly otherLists: Readonly<Record<string, Read<readonly FoundSuppression[]>>>;
}
