/** A form in which two values are equal if they mean the same. Undefined for a value that says nothing. */
export type Canonical = string | readonly Canonical[] | { readonly [name: string]: Canonical } | undefined;

/**
 * Attributes that hold an IAM policy: a statement's id means nothing, one value equals a list of one, and order does
 * not matter.
 */
export const POLICIES = ["policy", "assume_role_policy"];
/** Attributes that EventBridge reads literally: 4 is not "4", and the order in `numeric` matters. */
const LITERAL = ["event_pattern", "input", "input_transformer"];

/** Brings an attribute of a resource into its canonical form. */
export function canonical(attribute: string, value: unknown): Canonical {
  if (typeof value === "string" && POLICIES.includes(attribute)) return policyOf(value);
  if (LITERAL.includes(attribute)) return literal(value);
  return loose(value);
}

/**
 * Numbers, booleans and texts are equal if they read the same, a list's order does not matter, and empty equals absent.
 */
function loose(value: unknown): Canonical {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return /^[[{]/.test(value) ? (parsed(value, loose) ?? value) : value;
  if (Array.isArray(value)) {
    const named = byName(value);
    if (named) return loose(named);
    const all = value.map(loose).filter((one) => one !== undefined);
    return all.length === 0 ? undefined : sorted(all);
  }
  if (typeof value !== "object") return `${value as number | boolean}`;
  const entries = entriesOf(value, loose).filter(([, one]) => one !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Blocks keyed by their name, region or similar attribute, so that a different order is not a difference. */
function byName(list: readonly unknown[]): Record<string, unknown> | undefined {
  const names = list.map((one) => (one as { name?: unknown } | null)?.name);
  if (names.length === 0 || !names.every((name) => typeof name === "string")) return undefined;
  return Object.fromEntries(list.map((one, index): [string, unknown] => [String(names[index]), one]));
}

function literal(value: unknown, key = ""): Canonical {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string" && key === "" && /^[[{]/.test(value)) {
    const read = parsed(value, (found) => literalJson(found));
    return read ?? value;
  }
  return typeof value === "string" ? value : literalJson(value);
}

function literalJson(value: unknown, key = ""): Canonical {
  if (Array.isArray(value)) {
    const all = value.map((one) => literalJson(one));
    return key === "numeric" ? all : sorted(all);
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return Object.fromEntries(entriesOf(value, literalJson));
}

/**
 * Elements of a statement whose text is not case-sensitive:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
const CASELESS = ["Action", "NotAction"];

function policyOf(document: string): Canonical {
  if (document === "") return undefined;
  return (
    parsed(document, (value) => {
      const { Statement = [], Version } = value as { Statement?: unknown; Version?: unknown };
      const statements = (Array.isArray(Statement) ? Statement : [Statement]).map(statementOf);
      return {
        Version: typeof Version === "string" ? Version : "2008-10-17",
        Statement: sorted([...new Map(statements.map((one) => [JSON.stringify(one), one])).values()]),
      };
    }) ?? document
  );
}

function statementOf(statement: unknown): Canonical {
  const { Sid: _, ...rest } = statement as Record<string, unknown>;
  return Object.fromEntries(
    entriesOf(rest, (value, element) => {
      if (element === "Condition") return conditionOf(value);
      if (value === "*" && /Principal$/.test(element)) return { AWS: ["*"] };
      if (typeof value === "object" && value !== null && !Array.isArray(value))
        return Object.fromEntries(entriesOf(value, (one) => values(one, principal)));
      return values(value, CASELESS.includes(element) ? (one) => one.toLowerCase() : undefined);
    }),
  );
}

/**
 * An account's id stands for its root:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function principal(name: string): string {
  return name.replace(/^arn:[^:]+:iam::(\d{12}):root$/, "$1");
}

function conditionOf(condition: unknown): Canonical {
  return Object.fromEntries(
    entriesOf(condition as object, (keys) =>
      Object.fromEntries(
        entriesOf(keys as object, (value) => values(value)).map(([key, one]) => [key.toLowerCase(), one]),
      ),
    ),
  );
}

function values(value: unknown, change: (text: string) => string = (text) => text): Canonical {
  return sorted((Array.isArray(value) ? value : [value]).map((one) => change(String(one))));
}

function parsed(text: string, read: (value: unknown) => Canonical): Canonical {
  try {
    return read(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function sorted(all: readonly Canonical[]): readonly Canonical[] {
  return [...all].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function entriesOf(value: object, change: (one: unknown, name: string) => Canonical): [string, Canonical][] {
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, change(one, name)]);
}
