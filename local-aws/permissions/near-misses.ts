import { valuesIn } from "../../aws/policy/context";
import { describeStatement, type Policy, type Statement } from "../../aws/policy/document";
import type { Question } from "../../aws/policy/question";
import { nearest } from "./nearest";
import { fitsOf, type Fit } from "../../aws/policy/statement-fits";

/** Which statements would decide otherwise but for a resource or a condition; said if no statement has the action. */
export function nearMisses(policies: readonly Policy[], question: Question): string {
  if (policies.length === 0) return "there is no such policy";
  const unreadable = policies.flatMap(({ unreadable: why }) =>
    why === undefined ? [] : [`a policy cannot be read: ${why}`],
  );
  const statements = policies.flatMap((policy) => policy.statements);
  const near = statements.flatMap((statement) => missOf(statement, question) ?? []);
  if (near.length + unreadable.length > 0) return [...new Set([...unreadable, ...near])].join("; ");
  return `no statement allows ${question.action}${slipOf(statements, question.action)}`;
}

/** An action that somebody may have mistyped. */
function slipOf(statements: readonly Statement[], action: string): string {
  const close = nearest(
    action,
    statements.flatMap(({ actions }) => actions.items),
  );
  return close === undefined ? "" : `: is ${close} meant to be it?`;
}

function missOf(statement: Statement, question: Question): string | undefined {
  const fits = fitsOf(statement, question);
  if (fits.find(({ part }) => part === "the action")?.fits === false) return undefined;
  const name = describeStatement(statement);
  const missed = fits.filter((fit) => fit.fits !== true);
  if (statement.effect === "Deny")
    return missed.length === 0 ? denialText(name, statement, question) : undefined;
  if (missed.length === 0) return undefined;
  return `${name} allows it, ${missed.map((fit) => partText(statement, question, fit)).join(" and ")}`;
}

function denialText(name: string, { conditions }: Statement, { context }: Question): string {
  const why = conditions.map(
    ({ operator, key, values }) => `${key} ${operator} ${few(values)} (it is ${valueText(context, key)})`,
  );
  return why.length === 0 ? `${name} denies it` : `${name} denies it if ${why.join(" and ")}`;
}

function partText(
  { resources, conditions }: Statement,
  { context, resource }: Question,
  { part, fits }: Fit,
): string {
  const doubt = fits === undefined ? ", which cannot be told here" : "";
  const condition = conditions.find(({ operator, key }) => part === `the condition ${operator} on ${key}`);
  if (condition !== undefined) {
    const { operator, key, values } = condition;
    const meant = nearest(key, Object.keys(context));
    const told = meant === undefined ? doubt : `: no such key is known, is ${meant} meant?`;
    return `but only if ${key} ${operator} ${few(values)}${fits === undefined ? told : `, and it is ${valueText(context, key)}`}`;
  }
  if (part !== "the resource") return `but ${part} differs${doubt}`;
  const none = resource === "*" ? ", and AWS has no type of resource for it: only * allows it" : "";
  return `${resources?.excepts ? "but not on" : "but only on"} ${few(resources?.items ?? [])}${none}${doubt}`;
}

function valueText(context: Question["context"], key: string): string {
  const values = valuesIn(context, key) ?? [];
  return values.length === 0 ? "absent" : few(values.map((value) => JSON.stringify(value)));
}

function few(items: readonly string[]): string {
  return items.length > 3
    ? `${items.slice(0, 3).join(", ")} and ${items.length - 3} others`
    : items.join(", ");
}
