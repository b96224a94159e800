import type { ExpectedStacks } from "../../../plan-review/conformance/expected-stacks";
import { expectedOf, type Block, type Example, type Stack } from "./examples";

/** A place in a resource of a synthesized stack: the keys that lead to it. */
export interface Place {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly keys: readonly (string | number)[];
}

/** Where a text is JSON, its parts are places of their own: a policy is not one value. */
export function placesIn(example: Example): Place[] {
  return placesOf(expectedOf(example).stacks);
}

/** The places of any stacks. */
export function placesOf(stacks: ExpectedStacks["stacks"]): Place[] {
  return [...stacks].flatMap(([stack, { configuration }]) => {
    const { resource = {} } = JSON.parse(configuration.toString()) as Partial<Stack>;
    return Object.entries(resource).flatMap(([type, resources]) =>
      Object.entries(resources).flatMap(([name, block]) =>
        leaves(block, []).map((keys) => ({ ...{ stack, type, name, keys }, address: `${type}.${name}` })),
      ),
    );
  });
}

function leaves(value: unknown, keys: readonly (string | number)[]): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return [keys];
  return Object.entries(value).flatMap(([key, child]) =>
    leaves(child, [...keys, Array.isArray(value) ? Number(key) : key]),
  );
}

/** The same value, otherwise. */
export function otherThan(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (typeof value === "string") return `${value}x`;
  return "x";
}

/** Changes the value at a place, or takes it away. */
export function changeAt(stack: Stack, { type, name, keys }: Place, how: "change" | "remove"): void {
  const parent = keys
    .slice(0, -1)
    .reduce<Block>((block, key) => block[key] as Block, stack.resource[type]![name]!);
  const last = keys.at(-1)!;
  if (how === "change") parent[last] = otherThan(parent[last]);
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
}
