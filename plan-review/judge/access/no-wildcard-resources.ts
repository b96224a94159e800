import { judgeAllowed } from "./policies";
import type { Rule } from "../rule";
import { namesEverything } from "../../../aws/policy/wildcards";

/**
 * Actions that take no resource. For these actions, and for no others, `*` is the only possible resource.
 * Source:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html,
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

/**
 * Lambda creates a function's network interfaces itself, so a policy cannot name them in advance; it can only name
 * the region.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
const OF_FUTURE_INTERFACES: ReadonlySet<string> = new Set([
  "ec2:assignprivateipaddresses",
  "ec2:createnetworkinterface",
  "ec2:deletenetworkinterface",
  "ec2:unassignprivateipaddresses",
]);

/** An action that is allowed on every resource is also allowed on resources that others create later. */
export const noWildcardResources: Rule = {
  id: "OD-031",
  title: "No role is allowed an action on every resource that could name one",
  severity: "deny",
  fix: "name the resource's ARN",
  evaluate: (context) =>
    judgeAllowed(context, ({ actions, resources }) => {
      const named = resources?.excepts ? ["*"] : (resources?.items ?? []);
      const everything = named.filter(namesEverything);
      const broad = (actions.excepts ? [] : actions.items).filter((action) =>
        everything.some((resource) => couldNameOne(action, resource)),
      );
      return broad.length > 0 ? `${broad.join(", ")} on ${everything.join(", ")}` : undefined;
    }),
};

function couldNameOne(action: string, resource: string): boolean {
  const lower = action.toLowerCase();
  if (WITHOUT_RESOURCE_TYPES.has(lower)) return false;
  return !(OF_FUTURE_INTERFACES.has(lower) && /^arn:[a-z-]+:ec2:[a-z0-9-]+:/.test(resource));
}
