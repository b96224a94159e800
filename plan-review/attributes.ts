import { objectOf } from "./json";
import type { PlannedResource } from "./plan-model";

/** An attribute after apply; undefined where it is null, or known only then. */
export function valueOf(resource: PlannedResource, attribute: string): unknown {
  return resource.after?.[attribute] ?? undefined;
}

/**
 * Whether the configuration gives an attribute a value, known yet or not. Optional attributes that AWS fills in are
 * unknown as well, so being unknown alone says nothing.
 */
export function isSet(resource: PlannedResource, attribute: string): boolean {
  const value = valueOf(resource, attribute);
  if (value !== undefined) return !(Array.isArray(value) && value.length === 0) && value !== "";
  return resource.unknown[attribute] === true && attribute in resource.expressions;
}

/** Everything that an expression of the configuration refers to, e.g. `aws_sqs_queue.dead.arn`. */
export function referencesOf(expression: unknown): string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesOf);
  const { references, ...nested } = objectOf(expression);
  const own = Array.isArray(references) ? references.filter((item) => typeof item === "string") : [];
  return [...own, ...Object.values(nested).flatMap(referencesOf)];
}

/** Whether a resource's expression refers to another resource. */
export function refersTo(resource: PlannedResource, attribute: string, other: PlannedResource): boolean {
  const target = `${other.type}.${other.name}`;
  return referencesOf(resource.expressions[attribute]).some(
    (name) => name === target || name.startsWith(`${target}.`),
  );
}
