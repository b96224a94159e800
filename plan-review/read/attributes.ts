import { objectOf, stringOf } from "./json";
import type { PlannedResource } from "./plan-model";

/** An attribute's value after apply; undefined if it is null, or known only after apply. */
export function valueOf(resource: PlannedResource, attribute: string): unknown {
  return resource.after?.[attribute] ?? undefined;
}

/**
 * Whether the configuration gives an attribute a value, whether or not the value is known yet. Optional attributes
 * that AWS fills in are unknown as well, so an unknown value alone does not show this.
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

/**
 * Whether a resource's expression refers to another resource of the same module. If that resource has several
 * instances, the reference is to the instance that the expression names, or to the one with the resource's own key
 * (`each.key`, `count.index`).
 */
export function refersTo(resource: PlannedResource, attribute: string, other: PlannedResource): boolean {
  const [mine, its] = [placeOf(resource), placeOf(other)];
  if (mine.module !== its.module) return false;
  const target = `${other.type}.${other.name}`;
  const references = referencesOf(resource.expressions[attribute]);
  const refersTo = (name: string) =>
    references.some((reference) => reference === name || reference.startsWith(`${name}.`));
  if (references.some((reference) => reference.startsWith(`${target}[`))) return refersTo(target + its.key);
  const byOwnKey = references.some((reference) => /^(each|count)\./.test(reference));
  return refersTo(target) && (!byOwnKey || mine.key === its.key);
}

/** Whether a resource's attribute is another resource's name or ARN, or refers to it if that is not known yet. */
export function pointsTo(
  resource: PlannedResource,
  attribute: string,
  other: PlannedResource,
  nameAttribute = "name",
): boolean {
  const name = stringOf(valueOf(resource, attribute)).split(":").at(-1);
  return (name !== "" && name === valueOf(other, nameAttribute)) || refersTo(resource, attribute, other);
}

/** Splits an address: `module.a.aws_sqs_queue.b["c"]` is b's instance `["c"]` in `module.a.`. */
function placeOf({ address, type, name }: PlannedResource): { module: string; key: string } {
  const own = `${type}.${name}`;
  const start = address.indexOf(own);
  return { module: address.slice(0, start), key: address.slice(start + own.length) };
}
