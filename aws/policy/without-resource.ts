const guardDuty = [
  ...["ArchiveFindings", "CreateDetector", "CreateMembers", "CreateSampleFindings", "DeleteMembers"],
  ...["DescribeOrganizationConfiguration", "DisableOrganizationAdminAccount", "DisassociateMembers"],
  ...["EnableOrganizationAdminAccount", "GetAdministratorAccount", "GetFindings", "GetMemberDetectors"],
  ...["GetMembers", "GetUsageStatistics", "ListDetectors", "ListFilters", "ListFindings", "ListIPSets"],
  ...["ListMalwareProtectionPlans", "ListMembers", "ListOrganizationAdminAccounts"],
  ...["ListPublishingDestinations", "ListThreatEntitySets", "ListThreatIntelSets", "ListTrustedEntitySets"],
  ...["StopMonitoringMembers", "UpdateOrganizationConfiguration"],
];
const organizations = [
  ...["DescribeOrganization", "EnableAWSServiceAccess", "ListAWSServiceAccessForOrganization"],
  ...["ListAccounts", "ListDelegatedAdministrators", "ListPolicies", "ListRoots"],
];

/**
 * Actions that have no type of resource in AWS's table: a policy allows them on `*` or not at all. A test compares this
 * list with the table.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const WITHOUT_RESOURCE: ReadonlySet<string> = new Set([
  ...guardDuty.map((name) => `guardduty:${name}`),
  ...organizations.map((name) => `organizations:${name}`),
  ...["cloudwatch:GetMetricStatistics", "logs:DescribeLogGroups"],
  ...["iam:ListAccountAliases", "kms:CreateKey", "kms:ListAliases", "sts:GetCallerIdentity"],
  ...[
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
  ],
  ...["events:ListRules", "events:PutPermission", "events:RemovePermission"],
  ...["lambda:CreateEventSourceMapping", "lambda:ListEventSourceMappings"],
  ...["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
]);
