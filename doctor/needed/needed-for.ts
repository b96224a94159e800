import type { WorkAccount } from "../../aws-clients/sign-in";
import type { OrganizationConfig } from "../../config/config";
import type { ExpectedResource } from "../../intent/expected-stack";
import { text } from "../../verification/kinds/kind";
import { ACTIONS } from "./actions";
import type { NeededAction } from "./needed-action";
import { resourceArn } from "./resource-arn";
import { rolesOf, type Roles } from "./roles";

type Attributes = ExpectedResource["attributes"];

/** The role that is handed over, and to which service. */
const HANDED: Readonly<Record<string, readonly [role: (attributes: Attributes) => string, service: string]>> =
  {
    aws_lambda_function: [(attributes) => text(attributes, "role"), "lambda.amazonaws.com"],
    aws_cloudwatch_event_target: [(attributes) => text(attributes, "role_arn"), "events.amazonaws.com"],
    aws_scheduler_schedule: [
      ({ target }) => text([target].flat()[0] as Attributes, "role_arn"),
      "scheduler.amazonaws.com",
    ],
  };

/** Condition keys that requests of these actions carry. */
const CARRIED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "iam:CreateServiceLinkedRole": { "iam:AWSServiceName": "guardduty.amazonaws.com" },
  "organizations:EnableAWSServiceAccess": { "organizations:ServicePrincipal": "guardduty.amazonaws.com" },
  "organizations:RegisterDelegatedAdministrator": {
    "organizations:ServicePrincipal": "guardduty.amazonaws.com",
  },
  "organizations:DeregisterDelegatedAdministrator": {
    "organizations:ServicePrincipal": "guardduty.amazonaws.com",
  },
};

/** What AWS asks for to put a function into a VPC: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html */
const IN_VPC = ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"];

/** Whether all that is declared is made anew, or may also be there already, and be changed or removed. */
export type Occasion = "first apply" | "every apply";

/**
 * Every action that plan and apply need for these resources, each once. The resources' references have to be resolved.
 */
export function neededFor(
  resources: readonly ExpectedResource[],
  { managementAccountId }: OrganizationConfig,
  occasion: Occasion = "first apply",
): NeededAction[] {
  const needed = new Map<string, NeededAction>();
  const roles = rolesOf(resources);
  for (const resource of resources) {
    const account: WorkAccount =
      resource.provider.accountId === managementAccountId ? "management" : "administrator";
    for (const { arn, context, ...asked } of actionsOf(resource, roles, occasion)) {
      const key = `${account} ${asked.action} ${arn}`;
      const one = { ...asked, resource: arn, account, for: resource.type, ...(context ? { context } : {}) };
      if (!needed.has(key)) needed.set(key, one);
    }
  }
  return [...needed.values()];
}

interface Asked extends Pick<NeededAction, "action" | "isRead" | "context"> {
  readonly arn: string;
}

function actionsOf(resource: ExpectedResource, roles: Roles, occasion: Occasion): Asked[] {
  const { reads = [], writes = [], beside = [], changes = [] } = ACTIONS[resource.type] ?? {};
  const of = (actions: readonly string[], isRead: boolean) =>
    actions.map((action) => {
      const context = { ...CARRIED[action], ...roles.carriedBy(action, resource) };
      return {
        ...{ action, isRead, arn: resourceArn(action, resource, roles.pathOf) },
        ...(Object.keys(context).length > 0 ? { context } : {}),
      };
    });
  const made = [
    ...[...writes, ...beside].filter((action) => isAsked(resource, action)),
    ...inVpc(resource),
    ...(occasion === "every apply" ? changes.filter((action) => isAsked(resource, action)) : []),
  ];
  return [...of(reads, true), ...of(made, false), ...handing(resource)];
}

/** Actions that are only asked of a resource with this attribute: nobody else may set a boundary. */
const ONLY_WITH: Readonly<Record<string, string>> = {
  "iam:PutRolePermissionsBoundary": "permissions_boundary",
  "secretsmanager:ReplicateSecretToRegions": "replica",
  "secretsmanager:RemoveRegionsFromReplication": "replica",
};

function isAsked({ attributes }: ExpectedResource, action: string): boolean {
  const attribute = ONLY_WITH[action];
  return attribute === undefined || (attributes[attribute] !== undefined && attributes[attribute] !== "");
}

function inVpc({ attributes }: ExpectedResource): readonly string[] {
  return attributes.vpc_config ? IN_VPC : [];
}

/** To make a function, a schedule, or a target with a role, is to hand the role over. */
function handing({ type, attributes }: ExpectedResource): Asked[] {
  const [roleOf, service = ""] = HANDED[type] ?? [];
  const role = roleOf?.(attributes) ?? "";
  if (!role.startsWith("arn:")) return [];
  return [{ action: "iam:PassRole", isRead: false, arn: role, context: { "iam:PassedToService": service } }];
}
