import type { ReadAccount } from "../../aws-clients/sign-in";

/** What a principal is for. Destroy and the samples of verify use the roles of apply. */
export const PURPOSES = ["plan", "apply", "verify", "discover"] as const;
/** One of them. */
export type Purpose = (typeof PURPOSES)[number];

/** Calls that orgduty makes itself, beside Terraform. */
export interface OwnCalls {
  readonly purposes: readonly Purpose[];
  readonly accounts: readonly ReadAccount[];
  /** When they are made, for people. */
  readonly when: string;
  readonly actions: readonly string[];
}

const of = (service: string, names: string) => names.split(" ").map((name) => `${service}:${name}`);
const EVERYWHERE = ["management", "administrator", "logArchive"] as const;

const SETTINGS = of(
  "guardduty",
  "ListOrganizationAdminAccounts ListDetectors GetDetector DescribeOrganizationConfiguration",
);
const LISTS = of(
  "guardduty",
  "ListFilters GetFilter ListIPSets GetIPSet ListThreatIntelSets GetThreatIntelSet ListTrustedEntitySets GetTrustedEntitySet " +
    "ListThreatEntitySets GetThreatEntitySet ListPublishingDestinations ListMalwareProtectionPlans GetMalwareProtectionPlan",
);

const READING: readonly OwnCalls[] = [
  {
    purposes: ["plan", "apply", "verify", "discover"],
    accounts: EVERYWHERE,
    when: "signing in: an account's alias is shown if it may be read",
    actions: ["iam:ListAccountAliases"],
  },
  {
    purposes: ["plan", "apply"],
    accounts: ["management", "administrator"],
    when: "the settings before and after",
    actions: SETTINGS,
  },
  {
    purposes: ["discover"],
    accounts: EVERYWHERE,
    when: "what exists in each region",
    actions: [
      ...[...SETTINGS, ...LISTS],
      ...of("guardduty", "ListMembers GetMemberDetectors DescribePublishingDestination"),
      ...of("events", "ListRules ListTargetsByRule"),
    ],
  },
  {
    purposes: ["discover"],
    accounts: ["management"],
    when: "accounts and their units",
    actions: of(
      "organizations",
      "DescribeOrganization ListAccounts ListRoots ListOrganizationalUnitsForParent ListAccountsForParent",
    ),
  },
];

const VERIFYING: readonly OwnCalls[] = [
  {
    purposes: ["verify"],
    accounts: ["management"],
    when: "verify",
    actions: [
      ...of("guardduty", "ListOrganizationAdminAccounts ListDetectors GetDetector"),
      ...of("organizations", "ListAccounts ListAWSServiceAccessForOrganization ListPolicies"),
      ...of("organizations", "ListTargetsForPolicy DescribePolicy"),
    ],
  },
  {
    purposes: ["verify"],
    accounts: ["administrator"],
    when: "verify",
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
    purposes: ["verify"],
    accounts: ["administrator"],
    when: "`--reconcile`",
    actions: [...of("guardduty", "ListDetectors ListFindings GetFindings"), "logs:FilterLogEvents"],
  },
];

const APPLYING: readonly OwnCalls[] = [
  {
    purposes: ["apply"],
    accounts: ["administrator"],
    when: "`verify --sample`",
    actions: [
      ...of("guardduty", "ListDetectors ListFindings CreateSampleFindings ArchiveFindings"),
      "logs:FilterLogEvents",
    ],
  },
  {
    purposes: ["apply"],
    accounts: ["management"],
    when: "destroy, and after a member was refused",
    actions: [
      ...of("guardduty", "ListOrganizationAdminAccounts DisableOrganizationAdminAccount ListDetectors"),
      "organizations:DescribeAccount",
    ],
  },
  {
    purposes: ["apply"],
    accounts: ["administrator"],
    when: "destroy, when members leave, and after one was refused",
    actions: of(
      "guardduty",
      "ListDetectors ListMembers GetMembers DescribeOrganizationConfiguration UpdateOrganizationConfiguration " +
        "StopMonitoringMembers DisassociateMembers DeleteMembers GetUsageStatistics",
    ),
  },
  {
    purposes: ["apply"],
    accounts: ["administrator"],
    when: "what a plan creates and exists already",
    actions: [
      ...of("logs", "DescribeLogGroups ListTagsForResource"),
      ...of("lambda", "GetFunction ListEventSourceMappings"),
      ...["iam:GetRole", "secretsmanager:DescribeSecret"],
    ],
  },
  {
    purposes: ["apply"],
    accounts: ["administrator"],
    when: "when queues of findings go, `redrive` and `backfill`",
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
