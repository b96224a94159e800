import type { Canonical } from "./canonical";

/** Elements of a statement of which any one value is enough, in turn. Of NotAction and the like, none may fit. */
const ANY_OF = ["Action", "Resource", "Principal"];

/**
 * A policy in its canonical form with a statement for each action, resource and principal: two policies that say the same in other
 * statements are equal then. Any other value is left as it is.
 */
export function inSingleStatements(policy: Canonical): Canonical {
  if (!isMap(policy) || !Array.isArray(policy.Statement)) return policy;
  const all = (policy.Statement as readonly Canonical[]).flatMap((statement) =>
    ANY_OF.reduce((made, element) => made.flatMap((one) => oneForEach(one, element)), [statement]),
  );
  const texts = new Map(all.map((one) => [JSON.stringify(one), one]));
  const order = [...texts.keys()].sort();
  return { ...policy, Statement: order.map((text) => texts.get(text)) };
}

function oneForEach(statement: Canonical, element: string): Canonical[] {
  return isMap(statement)
    ? valuesOf(statement[element]).map((value) => ({ ...statement, [element]: value }))
    : [statement];
}

/** Principals are lists by their kind. */
function valuesOf(element: Canonical): Canonical[] {
  if (Array.isArray(element)) return (element as readonly Canonical[]).map((one) => [one]);
  if (!isMap(element)) return [element];
  return Object.entries(element).flatMap(([kind, all]) => valuesOf(all).map((one) => ({ [kind]: one })));
}

function isMap(value: Canonical): value is { readonly [name: string]: Canonical } {
  return typeof value === "object" && !Array.isArray(value);
}
