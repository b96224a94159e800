/** A parsed object with unknown contents: every value must be checked before it is used. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Narrows a parsed value to an object: null and arrays are not objects here. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The value at a path, in the spelling of events (accountId) or of the API (AccountId). Null counts as absent: findings
 * contain nulls.
 */
export function valueAt(object: JsonObject, ...path: string[]): unknown {
  let value: unknown = object;
  for (const name of path) {
    if (!isObject(value)) return undefined;
    value = value[name] ?? value[name.charAt(0).toUpperCase() + name.slice(1)] ?? undefined;
  }
  return value;
}

/** The same, if only text is useful. */
export function textAt(object: JsonObject, ...path: string[]): string | undefined {
  const value = valueAt(object, ...path);
  return typeof value === "string" ? value : undefined;
}

/** The same, if a number is useful as well. For other values String() would return "[object Object]", or throw. */
export function scalarAt(object: JsonObject, ...path: string[]): string | undefined {
  const value = valueAt(object, ...path);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
