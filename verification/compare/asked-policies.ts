import type { Policy } from "../../aws/policy/document";
import { evaluate } from "../../aws/policy/evaluate";
import { encryptingFor, puttingOn, sendingFor } from "../../aws/policy/eventbridge-request";
import { parsePolicy } from "../../aws/policy/parse-policy";
import type { Question } from "../../aws/policy/question";
import { UNREAD, type Read, type UnreadPart } from "../../aws-clients/attempts";
import type { Attributes } from "../../intent/expected-stack";
import type { Expected } from "../expect/region-expectation";
import { text } from "../kinds/kind";

/**
 * A statement as the stacks declare it: one principal, one action and one resource, with or without a condition that
 * names rules.
 */
interface DeclaredStatement {
  readonly Effect: string;
  readonly Principal: { readonly Service: string } | { readonly AWS: string };
  readonly Resource: string;
  readonly Condition?: { readonly ArnEquals?: Readonly<Record<string, string | readonly string[]>> };
}

/** The principals that the declared policy allows and the live policy does not: ARNs of rules and roles. */
export function shutOutOf(wanted: unknown, found: unknown): string[] {
  const policy = read(found);
  return declared(wanted)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(asked)
    .filter(({ question }) => evaluate(policy, question).answer === "no")
    .map(({ who }) => who);
}

function asked(statement: DeclaredStatement): { readonly who: string; readonly question: Question }[] {
  const { Principal, Resource } = statement;
  if ("AWS" in Principal) return [{ who: Principal.AWS, question: puttingOn(Resource, Principal.AWS) }];
  return sourcesOf(statement).map((who) => ({ who, question: sendingFor(who, Resource) }));
}

/** What a customer key's policy allows EventBridge, for the rules that send into one queue. */
export interface KeyAccess {
  readonly queue: string;
  /** Actions that the policy does not allow. */
  readonly refused: readonly string[];
  /** Why we cannot say whether the policy allows the other actions. */
  readonly doubts: readonly string[];
}

/** Checks the policy of each customer key that could be read, once for each queue that the key encrypts. */
export function keyAccess(
  expected: readonly Expected[],
  policies: Readonly<Record<string, Read<string | undefined>>>,
): KeyAccess[] {
  return expected
    .filter(({ type }) => type === "aws_sqs_queue")
    .flatMap(({ attributes }) => {
      const key = text(attributes, "kms_master_key_id");
      const policy = policies[key];
      return !(key in policies) || policy === UNREAD ? [] : [accessTo(key, attributes, expected, policy)];
    });
}

function accessTo(
  key: string,
  attributes: Attributes,
  expected: readonly Expected[],
  policy: string | undefined,
): KeyAccess {
  const queue = text(attributes, "name");
  const decisions = sendersOf(queue, expected)
    .flatMap((sender) => encryptingFor(sender, key))
    .map((question) => ({ action: question.action, ...evaluate(read(policy), question) }));
  const refused = decisions.filter(({ answer }) => answer === "no").map(({ action }) => action);
  return {
    queue,
    refused: [...new Set(refused)],
    doubts: [...new Set(decisions.flatMap(({ doubts }) => doubts))],
  };
}

/** What no key policy answers for certain. It is neither right nor wrong, so it counts as not verified. */
export function keyDoubts(access: readonly KeyAccess[]): UnreadPart[] {
  return access
    .filter(({ doubts }) => doubts.length > 0)
    .map(({ queue, doubts }) => ({
      part: `policy of the key of queue ${queue}`,
      error: `it cannot be told whether EventBridge may use the key: ${doubts.join("; ")}`,
      fix: "write the key's policy as the output finding_queue_key_grants has it, without what is named here",
    }));
}

/** ARNs of the rules that a queue's declared policy allows to send. */
function sendersOf(queue: string, expected: readonly Expected[]): string[] {
  const policy = expected.find(
    ({ type, attributes }) =>
      type === "aws_sqs_queue_policy" && text(attributes, "queue_url").endsWith(`/${queue}`),
  );
  return declared(policy?.attributes.policy).flatMap(sourcesOf);
}

function sourcesOf({ Condition }: DeclaredStatement): string[] {
  return [Condition?.ArnEquals?.["aws:SourceArn"] ?? []].flat();
}

function declared(policy: unknown): readonly DeclaredStatement[] {
  if (typeof policy !== "string" || policy === "") return [];
  return (JSON.parse(policy) as { Statement: readonly DeclaredStatement[] }).Statement;
}

/** A resource without a policy allows no access. */
function read(policy: unknown): Policy {
  return typeof policy === "string" && policy !== "" ? parsePolicy(policy) : { statements: [] };
}
