import { all, any, type Certainty } from "./certainty";
import { parseArn } from "../arn";
import type { Policy, Statement } from "./document";
import { answerOf, evaluate, evaluateAll, type Decision } from "./evaluate";
import type { AskingPrincipal, Question } from "./question";

/** Every policy that has a say when a user, a role or a session of it asks. */
export interface PoliciesOfRequest {
  /** The identity's own, inline and attached. */
  readonly identity: readonly Policy[];
  /** The permissions boundary, if it has one. */
  readonly boundary?: Policy;
  /** The resource's own, if it has one. */
  readonly resource?: Policy;
  /** The account that the resource is in: an S3 ARN does not say. */
  readonly resourceAccount: string;
}

/** A question by a user, a role or a session, none of them a service. */
export type QuestionOfIdentity = Question & { readonly principal: AskingPrincipal };

/**
 * What an identity's policies, its permissions boundary and the resource's policy say together. Within an account one of
 * the first and the last is enough, unless the resource is a key or a role; across accounts both have to allow it.
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function evaluateTogether(policies: PoliciesOfRequest, question: QuestionOfIdentity): Decision {
  const { principal, ...ofIdentity } = question;
  const identity = evaluateAll(policies.identity, ofIdentity);
  const boundary = policies.boundary && evaluate(policies.boundary, ofIdentity);
  const resource = policies.resource && evaluate(policies.resource, question);
  const byIdentity = all([identity.allowed, boundary ? boundary.allowed : true]);
  const isOwn = parseArn(principal.name).accountId === policies.resourceAccount;
  const allowed = isOwn
    ? allowedInAccount(question, { byIdentity, boundary, resource })
    : all([byIdentity, resource ? resource.allowed : false]);
  const decisions = [identity, boundary, resource].flatMap((one) => one ?? []);
  const denied = any(decisions.map((one) => one.denied));
  const answer = answerOf({ allowed, denied });
  const deciding = decisions.filter((one) => (denied === true ? one.denied === true : one.answer === answer));
  return {
    ...{ answer, allowed, denied },
    allowances: decisions.flatMap(({ allowances }) => allowances),
    statements: deciding.flatMap(({ statements }) => statements),
    doubts: answer === "cannot-tell" ? deciding.flatMap(({ doubts }) => doubts) : [],
  };
}

interface Verdicts {
  readonly byIdentity: Certainty;
  readonly boundary: Decision | undefined;
  readonly resource: Decision | undefined;
}

function allowedInAccount(
  question: QuestionOfIdentity,
  { byIdentity, boundary, resource }: Verdicts,
): Certainty {
  const limits = { direct: true, role: boundary ? boundary.allowed : true, delegated: false };
  const byResource = any(
    (resource?.allowances ?? []).map(({ statement, applies }) =>
      all([applies, limits[grantOf(statement, question.principal)]]),
    ),
  );
  // The key's or the role's own policy has to hand the decision to the account before identities have a say.
  const isDelegated = needsResourcePolicy(question.action) ? (resource ? resource.allowed : false) : true;
  return any([byResource, all([byIdentity, isDelegated])]);
}

/** Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html */
function needsResourcePolicy(action: string): boolean {
  return /^(kms:|sts:assumerole)/i.test(action);
}

/**
 * How a resource's policy lets an identity of its account in. What it gives to a role a boundary limits; what it gives to
 * a user, a session or everybody nothing limits; what it gives to the account the account's own policies hand on.
 */
function grantOf(
  { effect, principals }: Statement,
  { name }: AskingPrincipal,
): "direct" | "role" | "delegated" {
  if (effect === "Deny" || !principals) return "delegated";
  if (principals.excepts || principals.items.some((item) => item.name === "*")) return "direct";
  const names = principals.items.map((item) => item.name);
  const { resource } = parseArn(name);
  if (names.includes(name)) return resource.startsWith("role/") ? "role" : "direct";
  return names.some((one) => parseArn(one).resource.startsWith("role/")) ? "role" : "delegated";
}
