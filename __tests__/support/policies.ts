import type { Resource, SynthesizedStack } from "./fleet";

/** A statement of any policy in a synthesized stack. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Every resource of a type. */
export function ofType(stack: SynthesizedStack, type: string): Resource[] {
  return Object.values(stack.resource[type] ?? {});
}

/** The statements of one policy document. */
export function statementsOf(document: unknown): PolicyStatement[] {
  return (JSON.parse(document as string) as { Statement: PolicyStatement[] }).Statement;
}

/** Every statement of every policy of a stack: of roles, their trust, queues and buses. */
export function everyStatement(stack: SynthesizedStack): PolicyStatement[] {
  return Object.values(stack.resource)
    .flatMap((resources) => Object.values(resources))
    .flatMap(({ policy, assume_role_policy }) => [policy, assume_role_policy])
    .filter((document) => document !== undefined)
    .flatMap(statementsOf);
}

/** A value or a list of them, as a list. */
export function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}
