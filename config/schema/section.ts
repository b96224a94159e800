import { z } from "zod";
import { overLimit, type Limit } from "../../aws/limits";
import { nearest } from "../problems/nearest";
import { shown } from "../problems/shown";
import { foreignCharacter } from "./foreign-character";
import { says } from "./text";

/**
 * A map that allows known keys only. For unknown keys the message holds one fix for each key, one on a line:
 * mistakes.ts makes a problem of each. `fixes` has the fix for keys that people are likely to try.
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
        : says(`must be a map, got ${shown(issue.input)}`, `give it the keys ${needed(shape).join(", ")}`),
  });
}

/** The keys that must be given, or all if none must. */
function needed(shape: z.core.$ZodLooseShape): string[] {
  const keys = Object.keys(shape);
  const required = keys.filter((key) => (shape[key] as z.core.$ZodType)._zod.optin !== "optional");
  return required.length > 0 ? required : keys;
}

/** Further rules for a map whose keys are data. */
interface MapRules {
  /** Returns the same value for keys that count as the same. @default the key as the schema reads it */
  readonly sameBy?: (key: string) => string;
  /** How many entries AWS accepts. @default any number */
  readonly limit?: Limit;
}

/** A map whose keys are data: account ids, regions, tag names. */
export function mapOf<Key extends z.ZodType<string, string>, Value extends z.ZodType>(
  key: Key,
  value: Value,
  example: string,
  { sameBy = (name) => name, limit }: MapRules = {},
) {
  const record = z.record(key, value, {
    error: ({ input }) => says(`must be a map, got ${shown(input)}`, `e.g. ${example}`),
  });
  return z.preprocess((input, context) => {
    const refuse = (path: string[], message: string) =>
      context.issues.push({ code: "custom", message, path, input });
    const names = typeof input === "object" && input !== null ? Object.keys(input) : [];
    const over = limit && overLimit(limit, names.length);
    if (over !== undefined) refuse([], says(over, "remove some"));
    for (const [name, other] of sameKeys(key, names, sameBy)) {
      refuse([name], says(`is the same as ${shown(other)}`, "keep one of the two"));
    }
    return input;
  }, record);
}

/** Keys that are written differently but mean the same (4444-4444-4444), each with the earlier one. */
function sameKeys(
  key: z.ZodType<string, string>,
  names: readonly string[],
  sameBy: (key: string) => string,
): [string, string][] {
  const seen = new Map<string, string>();
  return names.flatMap((name): [string, string][] => {
    const read = key.safeParse(name).data;
    if (read === undefined) return [];
    const meaning = sameBy(read);
    const other = seen.get(meaning);
    if (other === undefined) seen.set(meaning, name);
    return other === undefined ? [] : [[name, other]];
  });
}

/** Further rules for a list. */
interface ListRules {
  /** How many items AWS accepts. @default any number */
  readonly limit?: Limit;
  /** Whether a repeated item is a mistake. @default false: a rule reports it, or it does no harm */
  readonly isSet?: boolean;
}

/** A list with at least one item. */
export function listOf<Item extends z.ZodType>(item: Item, example: string, rules: ListRules = {}) {
  const error = ({ input }: { input?: unknown }) =>
    says(`must be a list of at least one, got ${shown(input)}`, `e.g. ${example}`);
  const { limit, isSet = false } = rules;
  return z
    .array(item, { error })
    .min(1, { error: () => says("the list is empty", `e.g. ${example}`) })
    .superRefine((items, context) => {
      const over = limit && overLimit(limit, items.length);
      if (over !== undefined) context.addIssue({ code: "custom", message: says(over, "remove some") });
      if (!isSet) return;
      for (const [index, one] of items.entries()) {
        if (items.indexOf(one) === index) continue;
        const message = says(`${shown(one)} is listed twice`, "keep one of them");
        context.addIssue({ code: "custom", message, path: [index] });
      }
    });
}

function unknownKeyFix(key: string, keys: readonly string[]): string {
  // YAML 1.1 had merge keys; 1.2, which is read here, has not.
  if (key === "<<") return "write the keys out: merge keys are not read";
  const best = nearest(key, keys);
  const foreign = foreignCharacter(key);
  const note = foreign === undefined ? "" : `; this one has ${foreign} in it`;
  return best === undefined
    ? `remove it; the keys here are ${keys.join(", ")}${note}`
    : `did you mean "${best}"?${note.replace("; t", " T")}`;
}
