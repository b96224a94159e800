import { nameOf, policiesOf } from "../policies";
import { judge, whereIs, type Rule } from "../rule";

/**
 * Actions that take no resource: for these, and for no others, `*` is the only resource there is.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html,
 * the page of each service, actions whose column "Resource types" is empty.
 */
const WITHOUT_RESOURCE_TYPES: ReadonlySet<string> = new Set(
  [
    "cloudwatch:PutMetricData",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "guardduty:CreateDetector",
    "guardduty:ListDetectors",
    "kms:ListAliases",
    "organizations:DescribeOrganization",
    "organizations:ListAccounts",
    "sts:GetCallerIdentity",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
  ].map((action) => action.toLowerCase()),
);

export const noWildcardResources: Rule = {
  id: "OD-031",
  title: "No role is allowed an action on every resource that could name one",
  severity: "deny",
  fix: "name the resource's ARN",
  evaluate(context) {
    const policies = policiesOf(context).filter(({ kind }) => kind === "identity");
    return judge(
      policies,
      "the plans hold no identity policy",
      ({ resource }) => whereIs(resource),
      ({ statements = [] }) =>
        statements
          .filter(({ allows, resources }) => allows && resources.includes("*"))
          .map((statement) => ({ statement, broad: statement.actions.filter(takesResource) }))
          .filter(({ broad }) => broad.length > 0)
          .map(({ statement, broad }) => `${nameOf(statement)} allows ${broad.join(", ")} on *`),
    );
  },
};

function takesResource(action: string): boolean {
  return !WITHOUT_RESOURCE_TYPES.has(action.toLowerCase());
}
