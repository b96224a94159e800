import { z } from "zod";
import { nearest } from "../problems/nearest";
import { shown } from "../problems/shown";
import { says } from "./text";

/**
 * A map with known keys only. For unknown keys the message is one fix a key, a line each: mistakes.ts makes a problem
 * of each. `fixes` has the fix for keys that people are likely to try.
 */
export function section<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  fixes: Readonly<Record<string, string>> = {},
) {
  const keys = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys
            .map((key) => (Object.hasOwn(fixes, key) ? fixes[key] : unknownKeyFix(key, keys)))
            .join("\n")
        : says(`must be a map, got ${shown(issue.input)}`, `give it the keys ${keys.join(", ")}`),
  });
}

/** A map whose keys are data: account ids, regions, tag names. */
export function mapOf<Key extends z.ZodType<string, string>, Value extends z.ZodType>(
  key: Key,
  value: Value,
  example: string,
) {
  const record = z.record(key, value, {
    error: ({ input }) => says(`must be a map, got ${shown(input)}`, `e.g. ${example}`),
  });
  return z.preprocess((input, context) => {
    for (const [name, other] of sameKeys(key, input)) {
      const message = says(`is the same as ${shown(other)}`, "keep one of the two");
      context.issues.push({ code: "custom", message, path: [name], input });
    }
    return input;
  }, record);
}

/** Keys that are written differently and mean the same (4444-4444-4444), each with the one before it. */
function sameKeys(key: z.ZodType<string, string>, input: unknown): [string, string][] {
  if (typeof input !== "object" || input === null) return [];
  const seen = new Map<string, string>();
  return Object.keys(input).flatMap((name): [string, string][] => {
    const meaning = key.safeParse(name).data;
    if (meaning === undefined) return [];
    const other = seen.get(meaning);
    if (other === undefined) seen.set(meaning, name);
    return other === undefined ? [] : [[name, other]];
  });
}

/** A list of at least one item. */
export function listOf<Item extends z.ZodType>(item: Item, example: string) {
  const error = ({ input }: { input?: unknown }) =>
    says(`must be a list of at least one, got ${shown(input)}`, `e.g. ${example}`);
  return z.array(item, { error }).min(1, { error: () => says("the list is empty", `e.g. ${example}`) });
}

function unknownKeyFix(key: string, keys: readonly string[]): string {
  const best = nearest(key, keys);
  return best === undefined ? `remove it; the keys here are ${keys.join(", ")}` : `did you mean "${best}"?`;
}
