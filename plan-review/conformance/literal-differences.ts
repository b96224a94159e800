import type { JsonObject, JsonValue } from "../../plans-folder/json-value";
import { redactKnown } from "../../plans-folder/redact-known";
import { canonical, objectOf, parsedOf } from "../read/json";
import { shownPair } from "./shown-pair";
import type { Difference } from "./difference";

type Found = Omit<Difference, "address">;

/** Attributes that are maps: a key that the configuration does not give is a difference, and not a default. */
const MAPS = ["tags", "variables"];

/**
 * Finds where a planned value is not the one that the configuration gives literally. Whatever refers to something else
 * is left out. A value that plan.json redacts is redacted here in the same way.
 */
export function literalDifferences(
  name: string,
  configured: unknown,
  planned: unknown,
  unknown: unknown,
): Found[] {
  const named = redactKnown({ [name]: configured as JsonValue }) as JsonObject;
  return differing({ attribute: name, key: name, was: named[name], is: planned, unknown });
}

interface Pair {
  readonly attribute: string;
  readonly key: string;
  readonly was: unknown;
  readonly is: unknown;
  readonly unknown: unknown;
}

function differing(pair: Pair): Found[] {
  const { was, is, unknown } = pair;
  if (isEmpty(was) && isEmpty(is)) return [];
  if (was === null || isReference(was)) return [];
  if (unknown === true) return refersSomewhere(was) ? [] : [whole(pair, "known only after apply")];
  if (Array.isArray(was) || Array.isArray(is)) return ofLists(pair, listOf(was), listOf(is));
  if (typeof was === "object") return ofObjects(pair);
  return normalized(was) === normalized(is) ? [] : [whole(pair)];
}

function whole({ attribute, key, was, is }: Pair, planned?: string): Found {
  const shown = shownPair(was, is, key);
  return { attribute, ...shown, ...(planned === undefined ? {} : { planned }) };
}

/** The order of a list counts as little as that of a set: the plan does not say which of the two an attribute is. */
function ofLists(pair: Pair, was: readonly unknown[], is: readonly unknown[]): Found[] {
  if (was.length !== is.length) return [whole(pair)];
  const at = (index: number, other: number) =>
    differing({
      ...pair,
      attribute: `${pair.attribute}[${index}]`,
      was: was[index],
      is: is[other],
      unknown: listOf(pair.unknown)[other],
    });
  const inOrder = was.flatMap((_, index) => at(index, index));
  if (inOrder.length === 0) return [];
  const free = new Set(is.keys());
  const isMatched = was.every((_, index) => {
    const match = [...free].find((other) => at(index, other).length === 0);
    return match !== undefined && free.delete(match);
  });
  return isMatched ? [] : inOrder;
}

function ofObjects(pair: Pair): Found[] {
  const [was, is, unknown] = [pair.was, pair.is, pair.unknown].map(objectOf) as [Fields, Fields, Fields];
  const more = MAPS.includes(pair.key) ? Object.keys(is).filter((key) => !Object.hasOwn(was, key)) : [];
  return [...Object.keys(was), ...more].flatMap((key) => {
    const attribute = `${pair.attribute}.${key}`;
    const child = { attribute, key, was: was[key], is: is[key], unknown: unknown[key] };
    return Object.hasOwn(was, key) ? differing(child) : [whole(child)];
  });
}

type Fields = Readonly<Record<string, unknown>>;

/** Terraform's JSON gives a single block as an object, and a plan gives it as a list of one. */
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (typeof value === "object" && Object.keys(value).length === 0)
  );
}

function isReference(value: unknown): boolean {
  return typeof value === "string" && /[$%]\{/.test(value);
}

function refersSomewhere(value: unknown): boolean {
  return (
    isReference(value) || (typeof value === "object" && Object.values(value ?? {}).some(refersSomewhere))
  );
}

/** A value as text. JSON in it is compared as AWS reads a policy: one text is as good as a list of it, in any order. */
function normalized(value: unknown): string {
  const embedded = typeof value === "string" && /^\s*[{[]/.test(value) ? parsedOf(value) : undefined;
  if (embedded !== undefined) return canonical(unordered(embedded));
  return typeof value === "string" ? value : (canonical(value) ?? "");
}

function unordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(unordered).sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
    return items.length === 1 ? items[0] : items;
  }
  if (typeof value !== "object" || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, unordered(child)]));
}
