/** The actions of one type of resource. */
export interface TypeActions {
  /** Calls of a refresh: plan and apply make them. */
  readonly reads: readonly string[];
  /** Calls that make or change one: only apply makes them. */
  readonly writes: readonly string[];
  /**
   * Calls that change or remove one that exists: only a later apply, or destroy, makes them.
   * @default none
   */
  readonly changes?: readonly string[];
  /**
   * Actions that AWS asks for beside these calls, e.g. to tag what is made, or to hand a role to a function.
   * @default none
   */
  readonly beside?: readonly string[];
}

/** What the provider reads of every resource that has tags is in `reads`, and what writes them in `beside`. */
const tagged = (service: string) => [`${service}:TagResource`];
const untagged = (service: string) => `${service}:UntagResource`;

/**
 * What Terraform's provider calls for each type of resource. The calls of an apply and of a plan after it were recorded,
 * and a test records them again; `beside` is what AWS documents. No test records `changes`: for detectors, delegations,
 * members, roles, functions, secrets, buses and log groups they are what the provider's source calls
 * (https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service); for the rest, the API's operations
 * that change, delete and untag.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const ACTIONS: Readonly<Record<string, TypeActions>> = {
  aws_cloudwatch_event_bus: {
    reads: ["events:DescribeEventBus", "events:ListTagsForResource"],
    writes: ["events:CreateEventBus"],
    changes: ["events:UpdateEventBus", "events:DeleteEventBus", untagged("events")],
    beside: tagged("events"),
  },
  aws_cloudwatch_event_bus_policy: {
    reads: ["events:DescribeEventBus"],
    writes: ["events:PutPermission"],
    changes: ["events:RemovePermission"],
  },
  aws_cloudwatch_event_rule: {
    reads: ["events:DescribeRule", "events:ListTagsForResource"],
    writes: ["events:PutRule"],
    changes: ["events:DeleteRule", untagged("events")],
    beside: tagged("events"),
  },
  aws_cloudwatch_event_target: {
    reads: ["events:ListTargetsByRule"],
    writes: ["events:PutTargets"],
    changes: ["events:RemoveTargets"],
  },
  aws_cloudwatch_log_group: {
    reads: ["logs:DescribeLogGroups", "logs:ListTagsForResource"],
    writes: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
    changes: ["logs:DeleteLogGroup", "logs:DisassociateKmsKey", untagged("logs")],
    beside: tagged("logs"),
  },
  aws_cloudwatch_metric_alarm: {
    reads: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
    writes: ["cloudwatch:PutMetricAlarm"],
    changes: ["cloudwatch:DeleteAlarms", untagged("cloudwatch")],
    beside: tagged("cloudwatch"),
  },
  aws_guardduty_detector: {
    reads: ["guardduty:GetDetector"],
    writes: ["guardduty:CreateDetector"],
    changes: ["guardduty:UpdateDetector", "guardduty:DeleteDetector", untagged("guardduty")],
    // The first detector of an account brings GuardDuty's own role.
    beside: ["guardduty:TagResource", "iam:CreateServiceLinkedRole"],
  },
  aws_guardduty_detector_feature: { reads: ["guardduty:GetDetector"], writes: ["guardduty:UpdateDetector"] },
  aws_guardduty_member: {
    reads: ["guardduty:GetMembers"],
    writes: ["guardduty:CreateMembers"],
    changes: ["guardduty:DeleteMembers"],
  },
  aws_guardduty_organization_admin_account: {
    reads: ["guardduty:ListOrganizationAdminAccounts"],
    writes: ["guardduty:EnableOrganizationAdminAccount"],
    changes: ["guardduty:DisableOrganizationAdminAccount", "organizations:DeregisterDelegatedAdministrator"],
    // https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html
    beside: [
      "organizations:DescribeAccount",
      "organizations:DescribeOrganization",
      "organizations:DescribeOrganizationalUnit",
      "organizations:EnableAWSServiceAccess",
      "organizations:ListAWSServiceAccessForOrganization",
      "organizations:ListAccounts",
      "organizations:ListDelegatedAdministrators",
      "organizations:RegisterDelegatedAdministrator",
    ],
  },
  aws_guardduty_organization_configuration: {
    reads: ["guardduty:DescribeOrganizationConfiguration"],
    writes: ["guardduty:UpdateOrganizationConfiguration"],
  },
  aws_guardduty_organization_configuration_feature: {
    reads: ["guardduty:DescribeOrganizationConfiguration"],
    writes: ["guardduty:UpdateOrganizationConfiguration"],
  },
  aws_iam_role: {
    reads: ["iam:GetRole", "iam:ListRolePolicies", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies"],
    writes: ["iam:CreateRole"],
    changes: [
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRoleDescription",
      "iam:PutRolePermissionsBoundary",
      "iam:ListInstanceProfilesForRole",
      "iam:DeleteRole",
      "iam:UntagRole",
    ],
    beside: ["iam:TagRole"],
  },
  aws_iam_role_policy: {
    reads: ["iam:GetRolePolicy"],
    writes: ["iam:PutRolePolicy"],
    changes: ["iam:DeleteRolePolicy"],
  },
  aws_lambda_event_source_mapping: {
    reads: ["lambda:GetEventSourceMapping", "lambda:ListTags"],
    writes: ["lambda:CreateEventSourceMapping"],
    changes: ["lambda:UpdateEventSourceMapping", "lambda:DeleteEventSourceMapping", untagged("lambda")],
    beside: tagged("lambda"),
  },
  aws_lambda_function: {
    reads: [
      ...["lambda:GetFunction", "lambda:GetFunctionCodeSigningConfig"],
      ...["lambda:ListTags", "lambda:ListVersionsByFunction"],
    ],
    writes: ["lambda:CreateFunction", "lambda:PutFunctionConcurrency"],
    changes: [
      "lambda:UpdateFunctionCode",
      "lambda:UpdateFunctionConfiguration",
      "lambda:DeleteFunctionConcurrency",
      "lambda:DeleteFunction",
      untagged("lambda"),
    ],
    beside: tagged("lambda"),
  },
  aws_scheduler_schedule: {
    reads: ["scheduler:GetSchedule"],
    writes: ["scheduler:CreateSchedule"],
    changes: ["scheduler:UpdateSchedule", "scheduler:DeleteSchedule"],
  },
  aws_secretsmanager_secret: {
    reads: ["secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy"],
    writes: ["secretsmanager:CreateSecret"],
    changes: [
      "secretsmanager:UpdateSecret",
      "secretsmanager:RemoveRegionsFromReplication",
      "secretsmanager:DeleteSecret",
      untagged("secretsmanager"),
    ],
    beside: ["secretsmanager:ReplicateSecretToRegions", ...tagged("secretsmanager")],
  },
  aws_sqs_queue: {
    reads: ["sqs:GetQueueAttributes", "sqs:ListQueueTags"],
    writes: ["sqs:CreateQueue", "sqs:SetQueueAttributes"],
    changes: ["sqs:DeleteQueue", "sqs:UntagQueue"],
    beside: ["sqs:TagQueue"],
  },
  aws_sqs_queue_policy: { reads: ["sqs:GetQueueAttributes"], writes: ["sqs:SetQueueAttributes"] },
};
