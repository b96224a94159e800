import { parseArn } from "../../aws/arn";
import type { Policy } from "../../aws/policy/document";
import { evaluate, type Answer } from "../../aws/policy/evaluate";
import { parsePolicy } from "../../aws/policy/parse-policy";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import type { ExpectedResource } from "../../intent/expected-stack";
import { text } from "../../verification/kinds/kind";
import { blocker, fine, unchecked, type Finding } from "../line";

/** Something that a role's own policies allow, because the role's work needs it. */
interface Use {
  readonly action: string;
  readonly resource: string;
}

const MOST_LISTED = 8;

/** Whether the boundary exists and lets the roles do what their own policies allow. */
export function judgeBoundary(
  arn: string,
  found: Read<Policy | undefined>,
  resources: readonly ExpectedResource[],
): Finding[] {
  if (found === UNREAD) return [];
  if (found === undefined) {
    const fix = "make the policy, or correct iam.permissionsBoundary in orgduty.yaml";
    return [
      blocker("boundary", "apply cannot make the roles: their boundary is missing", `no policy ${arn}`, fix),
    ];
  }
  const uses = usesOf(resources);
  const answers = uses.map((use) => [use, answerOf(found, use)] as const);
  const those = (wanted: Answer) => answers.filter(([, answer]) => answer === wanted).map(([use]) => use);
  const [refused, unclear] = [those("no"), those("cannot-tell")];
  const lines = [
    ...(refused.length > 0
      ? [
          blocker(
            "boundary",
            `the boundary keeps the roles from ${refused.length} of the ${uses.length} things that they need`,
            `${arn} does not allow ${listed(refused)}`,
            "allow them in the boundary: findings are not delivered otherwise",
          ),
        ]
      : []),
    ...(unclear.length > 0
      ? [
          unchecked(
            "boundary",
            "what the boundary allows",
            `it cannot be told of ${listed(unclear)}`,
            `read the conditions of ${arn}`,
          ),
        ]
      : []),
  ];
  if (lines.length > 0) return lines;
  return [fine("boundary", "the boundary lets the roles do all they need", `${arn}, ${uses.length} uses`)];
}

function usesOf(resources: readonly ExpectedResource[]): Use[] {
  const policies = resources.filter(({ type }) => type === "aws_iam_role_policy");
  const uses = policies.flatMap(({ attributes }) =>
    parsePolicy(text(attributes, "policy")).statements.flatMap(({ actions, resources: on }) =>
      actions.items.flatMap((action) =>
        (on?.items ?? ["*"]).map((one) => ({ action, resource: concrete(one) })),
      ),
    ),
  );
  return [...new Map(uses.map((use) => [`${use.action} ${use.resource}`, use])).values()];
}

/** One of the resources that a pattern names. */
function concrete(pattern: string): string {
  return pattern === "*" ? pattern : pattern.replace(/\?/g, "a").replace(/\*/g, "any");
}

function answerOf(boundary: Policy, { action, resource }: Use): Answer {
  const { region } = parseArn(resource);
  const context = {
    "aws:securetransport": "true",
    "aws:principalisawsservice": "false",
    ...(region !== "" && { "aws:requestedregion": region }),
  };
  return evaluate(boundary, { action, resource, context }).answer;
}

function listed(uses: readonly Use[]): string {
  const shown = uses.slice(0, MOST_LISTED).map(({ action, resource }) => `${action} on ${resource}`);
  const more = uses.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
}
