import { describeStatement } from "../../../aws/policy/document";
import { evaluateAll, type Decision } from "../../../aws/policy/evaluate";
import { evaluateTogether } from "../../../aws/policy/permissions";
import { parseArn } from "../../../aws/arn";
import { valueOf } from "../../read/attributes";
import { arrayOf, objectOf, stringOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { foundationView, resourcesIn, views } from "../region-view";
import { judge, whereIs, type ReviewContext, type Rule } from "../rule";
import { deliveryOf, relayOf } from "./path/relay";
import { isWholly } from "./path/whole-arns";
import { needsOf, secretNamed, type Forwarder, type Need } from "./role/needs";
import { rolePolicies, type RolePolicies } from "./role/role-policies";

/** A function that may not read its queue or its secret delivers nothing, and every resource is still there. */
export const forwardersMayDeliver: Rule = {
  id: "OD-063",
  title: "Every forwarder's role may do what delivering needs",
  severity: "deny",
  fix: "put the role's policy, boundary, trust or secret back as the config makes them",
  evaluate(context) {
    const forwarders = forwardersOf(context);
    const outcome = judge(
      forwarders,
      "the plans forward no findings",
      ({ lambda }) => whereIs(lambda),
      (forwarder) => problemsOf(context, forwarder),
    );
    const boundaries = new Set(forwarders.flatMap((forwarder) => unreadBoundary(context, forwarder) ?? []));
    if (outcome.verdict !== "pass" || boundaries.size === 0) return outcome;
    const note = `judged without the boundary ${[...boundaries].join(", ")}, whose text is in no plan: doctor reads it`;
    return { ...outcome, note };
  },
};

function forwardersOf(context: ReviewContext): Forwarder[] {
  return views(context).flatMap((view) => {
    const organization = context.config.organizations[view.partition];
    if (!organization) return [];
    return resourcesIn(view, "aws_lambda_function")
      .filter((lambda) => relayOf(lambda) !== undefined)
      .map((lambda) => ({ organization, view, lambda }));
  });
}

/** A foundation that is not planned at all is named by another rule. */
function problemsOf(context: ReviewContext, forwarder: Forwarder): string[] {
  const { organization, view, lambda } = forwarder;
  if (!foundationView(context, view.partition)) return [];
  const role = roleOf(context, forwarder);
  const missing = missingSecret(context, forwarder);
  if (!role)
    return [`its role ${stringOf(valueOf(lambda, "role"))} is not in the foundation's plan`, ...missing];
  const policies = rolePolicies(context, organization, role);
  return [
    ...missing,
    ...untrusted(role, policies),
    // The boundary that the config names is left to doctor, which reads its text.
    ...(policies.unreadBoundary === undefined || isDemanded(forwarder, policies)
      ? needsOf(context, forwarder).flatMap((need) => refusedOf(forwarder, policies, need))
      : [`${role.address} has the boundary ${policies.unreadBoundary}, whose text is in no plan`]),
  ];
}

function roleOf(
  context: ReviewContext,
  { organization, view, lambda }: Forwarder,
): PlannedResource | undefined {
  const foundation = foundationView(context, view.partition);
  return (
    foundation &&
    resourcesIn(foundation, "aws_iam_role").find((one) => isWholly(organization, lambda, "role", one))
  );
}

/** Whether the boundary that no plan holds is the one that the config names. */
function isDemanded({ organization }: Forwarder, { unreadBoundary }: RolePolicies): boolean {
  return unreadBoundary !== undefined && unreadBoundary === organization.iam?.permissionsBoundary;
}

function unreadBoundary(context: ReviewContext, forwarder: Forwarder): string | undefined {
  const role = roleOf(context, forwarder);
  return role && rolePolicies(context, forwarder.organization, role).unreadBoundary;
}

/** A function reads its secret in its own region. */
function missingSecret(context: ReviewContext, { view, lambda }: Forwarder): string[] {
  const name = stringOf(deliveryOf(lambda).secretName);
  if (name === "") return [];
  const secret = secretNamed(context, view, name);
  if (!secret) return [`its secret ${name} is not in the foundation's plan`];
  const replicas = arrayOf(valueOf(secret, "replica")).map((replica) => stringOf(objectOf(replica).region));
  return [secret.region, ...replicas].includes(view.region)
    ? []
    : [`its secret ${name} has no replica in ${view.region}`];
}

function untrusted({ address }: PlannedResource, { trust }: RolePolicies): string[] {
  const { answer } = evaluateAll(trust, {
    ...{ action: "sts:AssumeRole", resource: undefined, context: {} },
    principal: { kind: "Service", name: "lambda.amazonaws.com" },
  });
  if (trust.length === 0 || answer === "yes") return [];
  return [
    answer === "no"
      ? `${address} does not let Lambda assume it`
      : `it cannot be told whether ${address} lets Lambda assume it`,
  ];
}

function refusedOf({ lambda, organization }: Forwarder, policies: RolePolicies, need: Need): string[] {
  const roleArn = stringOf(valueOf(lambda, "role"));
  const accountId = parseArn(roleArn).accountId || organization.administratorAccountId;
  return need.actions.flatMap((action) => {
    const decision = evaluateTogether(
      {
        identity: policies.identity,
        ...(policies.boundary && { boundary: policies.boundary }),
        ...(need.resource && { resource: need.resource }),
        resourceAccount: parseArn(need.arn).accountId || accountId,
      },
      {
        ...{ action, resource: need.arn },
        principal: { kind: "AWS", name: roleArn },
        context: {
          ...{
            "aws:securetransport": "true",
            "aws:principalarn": roleArn,
            "aws:principalaccount": accountId,
          },
          "aws:principalisawsservice": "false",
        },
      },
    );
    const why = whyNot(decision, policies.hasUnread || need.isElsewhere === true);
    return why === undefined ? [] : [`may not ${need.what}: ${action} on ${need.arn}: ${why}`];
  });
}

/** A policy that cannot be read is judged by another rule; here it may allow what the others do not. */
function whyNot(
  { answer, allowed, denied, statements, doubts }: Decision,
  hasUnread: boolean,
): string | undefined {
  if (answer === "yes") return undefined;
  if (denied === true) return `refused by ${statements.map(describeStatement).join(", ")}`;
  if (answer === "no") return hasUnread ? undefined : "no policy allows it";
  if (allowed !== true && hasUnread) return undefined;
  return `it cannot be told: ${[...new Set(doubts)].join("; ")}`;
}
