import type { Policy } from "../../aws/policy/document";
import { evaluate } from "../../aws/policy/evaluate";
import { puttingOn, sendingFor } from "../../aws/policy/eventbridge-request";
import { parsePolicy } from "../../aws/policy/parse-policy";
import type { Question } from "../../aws/policy/question";
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
  const policy = policyOf(found);
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

/** ARNs of the rules that a queue's declared policy allows to send. */
export function senders(queue: string, expected: readonly Expected[]): string[] {
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

/** A policy as it is read. A resource without a policy allows no access. */
export function policyOf(policy: unknown): Policy {
  return typeof policy === "string" && policy !== "" ? parsePolicy(policy) : { statements: [] };
}
