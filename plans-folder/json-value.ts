/** Any value that Terraform prints as JSON. It is never changed in place: redaction makes a new one. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
/** A JSON object. It is an interface, because a type cannot refer to itself inside Record. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Whether a value is an object, neither null nor an array, which typeof both calls objects. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Array.isArray that keeps an array's type: the original narrows a readonly array to any[]. */
export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/**
 * The same object with each value replaced. Keys such as __proto__, which Terraform's JSON never has, are kept as
 * ordinary keys.
 */
export function mapValues(
  object: JsonObject,
  change: (value: JsonValue, key: string) => JsonValue,
): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

/** A string, or an empty one if the value is something else. */
export function stringOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
