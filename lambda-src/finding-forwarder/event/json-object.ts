/** A parsed object of which nothing is certain: every value has to be looked at before it is used. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Narrows a parsed value to an object: null and arrays are none. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The value at a path, in the case of events (accountId) or of the API (AccountId). Null counts as absent: findings contain nulls.
 */
export function valueAt(object: JsonObject, ...path: string[]): unknown {
  let value: unknown = object;
  for (const name of path) {
    if (!isObject(value)) return undefined;
    value = value[name] ?? value[name.charAt(0).toUpperCase() + name.slice(1)] ?? undefined;
  }
  return value;
}

/** The same, where only text is of use. */
export function textAt(object: JsonObject, ...path: string[]): string | undefined {
  const value = valueAt(object, ...path);
  return typeof value === "string" ? value : undefined;
}

/** The same, where a number will do as well. Of anything else String() would make "[object Object]", or throw. */
export function scalarAt(object: JsonObject, ...path: string[]): string | undefined {
  const value = valueAt(object, ...path);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
