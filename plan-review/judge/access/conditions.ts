import { objectOf, stringsOf } from "../../read/json";
import type { Attributes } from "../../read/plan-model";

/** What a caller sends along, by condition key in small letters. */
export type RequestContext = Readonly<Record<string, string>>;

/**
 * Whether a statement's conditions hold for a request; undefined where that cannot be told, for a key that is not known or
 * an operator that is not read here.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionsHold(conditions: Attributes, request: RequestContext): boolean | undefined {
  const results = Object.entries(conditions).flatMap(([operator, tests]) =>
    Object.entries(objectOf(tests)).map(([key, wanted]) =>
      testHolds(operator.toLowerCase().replace(/ifexists$/, ""), request[key.toLowerCase()], wanted),
    ),
  );
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

function testHolds(operator: string, found: string | undefined, wanted: unknown): boolean | undefined {
  if (found === undefined) return undefined;
  const values = typeof wanted === "boolean" ? [String(wanted)] : stringsOf(wanted);
  const isLike = values.some((pattern) => matches(pattern, found));
  switch (operator) {
    case "arnequals":
    case "arnlike":
    case "stringlike":
      return isLike;
    case "arnnotequals":
    case "arnnotlike":
    case "stringnotlike":
      return !isLike;
    case "stringequals":
      return values.includes(found);
    case "stringnotequals":
      return !values.includes(found);
    case "bool":
      return values.some((value) => value.toLowerCase() === found);
    default:
      return undefined;
  }
}

/** Whether a text matches a pattern of IAM's: `*` for anything, `?` for one character. */
export function matches(pattern: string, text: string): boolean {
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === "*") return "[^]*";
    return part === "?" ? "[^]" : part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`).test(text);
}
