/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** An object in an event or a pattern. A missing member reads as undefined. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Whether a value is an object, neither null nor an array. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a list: a single value gives a list of one, undefined an empty list. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

/** Array.isArray does not narrow a readonly array: it gives any[]. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
