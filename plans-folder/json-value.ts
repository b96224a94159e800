/** What Terraform prints as JSON. It is never changed in place: what is redacted is made anew. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
/** An object of it; an interface, because a type may not name itself within Record. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Tells objects from null and arrays, which typeof calls objects too. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** As Array.isArray, which of a readonly array would make any[]. */
export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The same object with each value replaced. Keys that no JSON of Terraform's has, such as __proto__, stay plain keys. */
export function mapValues(
  object: JsonObject,
  change: (value: JsonValue, key: string) => JsonValue,
): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}
