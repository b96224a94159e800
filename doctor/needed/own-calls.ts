import type { ReadAccount } from "../../aws-clients/sign-in";

/** What a principal is for. Destroy and the samples of verify use the roles of apply. */
export const PURPOSES = ["plan", "apply", "verify", "discover"] as const;
/** One of them. */
export type Purpose = (typeof PURPOSES)[number];

/** Calls that orgduty makes itself, beside Terraform. */
export interface OwnCalls {
  readonly purposes: readonly Purpose[];
  readonly accounts: readonly ReadAccount[];
  readonly actions: readonly string[];
}

const of = (service: string, names: string) => names.split(" ").map((name) => `${service}:${name}`);
const EVERYWHERE = ["management", "administrator", "logArchive"] as const;

const DETECTOR = of("guardduty", "ListDetectors GetDetector");
/** Only the management account may ask. */
const DELEGATION = of("guardduty", "ListOrganizationAdminAccounts");
/** Only the administrator may ask. */
const ORGANIZATION = of("guardduty", "DescribeOrganizationConfiguration");
const LISTS = of(
  "guardduty",
  "ListFilters GetFilter ListIPSets GetIPSet ListThreatIntelSets GetThreatIntelSet ListTrustedEntitySets GetTrustedEntitySet " +
    "ListThreatEntitySets GetThreatEntitySet ListPublishingDestinations ListMalwareProtectionPlans GetMalwareProtectionPlan",
);

const READING: readonly OwnCalls[] = [
  {
    // Signing in: an account's alias is shown if it may be read.
    purposes: ["plan", "apply", "verify"],
    accounts: EVERYWHERE,
    actions: ["iam:ListAccountAliases"],
  },
  {
    // The settings before and after.
    purposes: ["plan", "apply"],
    accounts: ["management"],
    actions: [...DELEGATION, ...DETECTOR],
  },
  {
    // The settings before and after.
    purposes: ["plan", "apply"],
    accounts: ["administrator"],
    actions: [...DETECTOR, ...ORGANIZATION],
  },
  {
    // What exists in each region.
    purposes: ["discover"],
    accounts: EVERYWHERE,
    actions: [
      ...[...DETECTOR, ...LISTS, "guardduty:DescribePublishingDestination"],
      ...of("events", "ListRules ListTargetsByRule"),
    ],
  },
  {
    // Whom GuardDuty is delegated to.
    purposes: ["discover"],
    accounts: ["management"],
    actions: DELEGATION,
  },
  {
    // The organization's settings and members.
    purposes: ["discover"],
    accounts: ["administrator"],
    actions: [...ORGANIZATION, ...of("guardduty", "ListMembers GetMemberDetectors")],
  },
  {
    // Accounts and their units.
    purposes: ["discover"],
    accounts: ["management"],
    actions: of(
      "organizations",
      "DescribeOrganization ListAccounts ListRoots ListOrganizationalUnitsForParent ListAccountsForParent",
    ),
  },
];

const VERIFYING: readonly OwnCalls[] = [
  {
    // Verify.
    purposes: ["verify"],
    accounts: ["management"],
    actions: [
      ...of("guardduty", "ListOrganizationAdminAccounts ListDetectors GetDetector"),
      ...of("organizations", "ListAccounts ListAWSServiceAccessForOrganization ListPolicies"),
      ...of("organizations", "ListTargetsForPolicy DescribePolicy"),
    ],
  },
  {
    // Verify.
    purposes: ["verify"],
    accounts: ["administrator"],
    actions: [
      ...LISTS,
      ...of("guardduty", "ListDetectors GetDetector DescribeOrganizationConfiguration ListMembers"),
      ...of("guardduty", "GetMemberDetectors GetCoverageStatistics ListCoverage"),
      ...of("events", "ListRules ListTargetsByRule DescribeEventBus ListTagsForResource"),
      ...["scheduler:GetSchedule", ...of("sqs", "GetQueueAttributes ListQueueTags")],
      ...of("kms", "GetKeyPolicy DescribeKey"),
      ...of("lambda", "GetFunction GetPolicy GetFunctionUrlConfig ListEventSourceMappings"),
      ...of("secretsmanager", "DescribeSecret GetResourcePolicy GetSecretValue"),
      ...of("logs", "DescribeLogGroups DescribeSubscriptionFilters ListTagsForResource"),
      ...of("iam", "GetRole ListRolePolicies GetRolePolicy ListAttachedRolePolicies"),
      ...of("cloudwatch", "GetMetricStatistics DescribeAlarms"),
    ],
  },
  {
    // `--reconcile`.
    purposes: ["verify"],
    accounts: ["administrator"],
    actions: [...of("guardduty", "ListDetectors ListFindings GetFindings"), "logs:FilterLogEvents"],
  },
];

const APPLYING: readonly OwnCalls[] = [
  {
    // `verify --sample`.
    purposes: ["apply"],
    accounts: ["administrator"],
    actions: [
      ...of("guardduty", "ListDetectors ListFindings CreateSampleFindings ArchiveFindings"),
      "logs:FilterLogEvents",
    ],
  },
  {
    // Destroy, and after a member was refused.
    purposes: ["apply"],
    accounts: ["management"],
    actions: [
      ...of("guardduty", "ListOrganizationAdminAccounts DisableOrganizationAdminAccount ListDetectors"),
      "organizations:DescribeAccount",
    ],
  },
  {
    // Destroy, when members leave, and after one was refused.
    purposes: ["apply"],
    accounts: ["administrator"],
    actions: of(
      "guardduty",
      "ListDetectors ListMembers GetMembers DescribeOrganizationConfiguration UpdateOrganizationConfiguration " +
        "StopMonitoringMembers DisassociateMembers DeleteMembers GetUsageStatistics",
    ),
  },
  {
    // What a plan creates and exists already.
    purposes: ["apply"],
    accounts: ["administrator"],
    actions: [
      ...of("logs", "DescribeLogGroups ListTagsForResource"),
      ...of("lambda", "GetFunction ListEventSourceMappings"),
      ...["iam:GetRole", "secretsmanager:DescribeSecret"],
    ],
  },
  {
    // The last replica of the relay's secret, which Terraform leaves.
    purposes: ["apply"],
    accounts: ["administrator"],
    actions: ["secretsmanager:RemoveRegionsFromReplication"],
  },
  {
    // When queues of findings go, `redrive` and `backfill`.
    purposes: ["apply"],
    accounts: ["administrator"],
    actions: [
      ...[...of("events", "PutTargets RemoveTargets"), "iam:PutRolePolicy"],
      ...of("sqs", "GetQueueUrl GetQueueAttributes ReceiveMessage SendMessage DeleteMessage"),
      ...of("guardduty", "ListDetectors ListFindings GetFindings"),
    ],
  },
];

/**
 * The calls of orgduty's own code by purpose and account, without those in member accounts. A test compares them with
 * the code. `sts:GetCallerIdentity` is not among them: it needs no permission.
 */
export const OWN_CALLS: readonly OwnCalls[] = [...READING, ...VERIFYING, ...APPLYING];
