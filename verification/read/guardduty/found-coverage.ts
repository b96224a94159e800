import type { Read } from "../../../aws-clients/attempts";
import type { FeatureValues } from "./feature-values";
import type { FoundAgents } from "./read-agents";
import type { FoundMalwarePlan } from "../../../existing/read/malware-plans";

/** An account on the administrator's list, in GuardDuty's words. */
export interface FoundMember {
  readonly accountId: string;
  /** Enabled, Created, Disabled, Removed, ...: upper and lower case differ between operations. */
  readonly relationshipStatus: string;
  /** The member's own detector, if GuardDuty says it. */
  readonly detectorId?: string;
  /**
   * Absent if GuardDuty did not process the account, as happens while an account is joining. UNREAD if the call was
   * refused.
   */
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

/** What accounts get automatically: the mode for enrolment, and the mode of each plan and agent setting. */
export interface FoundOrganizationConfiguration {
  readonly newAccounts: string;
  readonly features: FeatureValues;
}

/** A publishing destination of the administrator's detector. */
export interface FoundDestination {
  readonly id: string;
  readonly status: string;
}

/** A GuardDuty setting that prevents findings, hides them, or adds some. */
export interface FoundSuppression {
  readonly name: string;
  /** What the setting applies to. */
  readonly of: string;
}

/**
 * GuardDuty in one region, as its administrator and the management account see it. Each part may be UNREAD
 * independently.
 */
export interface FoundCoverage {
  /** The account that administers the organization here. Undefined if there is none. */
  readonly administratorAccountId?: Read<string>;
  readonly detector?: Read<FoundDetector>;
  /** The detector of the management account. */
  readonly managementDetector?: Read<FoundDetector>;
  /** Absent if the administrator that the config names is not allowed to read it. */
  readonly organizationConfiguration?: Read<FoundOrganizationConfiguration>;
  readonly members: Read<readonly FoundMember[]>;
  readonly destinations: Read<readonly FoundDestination[]>;
  /** Absent if the region has no Runtime Monitoring. */
  readonly agents?: Read<FoundAgents>;
  /** Of the administrator's own account. Absent in China. */
  readonly malwarePlans?: Read<readonly FoundMalwarePlan[]>;
  /** Filters that archive what they match. */
  readonly archiveFilters: Read<readonly FoundSuppression[]>;
  /** Trusted IP lists in force: GuardDuty makes no findings about their addresses. */
  readonly trustedLists: Read<readonly FoundSuppression[]>;
  /** Other lists in force, by type. */
  readonly otherLists: Readonly<Record<string, Read<readonly FoundSuppression[]>>>;
}
