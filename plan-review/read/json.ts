import { stringOf } from "../../plans-folder/json-value";
import type { Attributes } from "./plan-model";

export { stringOf };

/** A JSON object, or an empty one if the value is something else, because plan JSON leaves out what is empty. */
export function objectOf(value: unknown): Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Attributes) : {};
}

/** A JSON array, or an empty one if the value is something else. */
export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** One string or several as a list; IAM policies use both forms. */
export function stringsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
}

/** The JSON value in a string, or undefined if the string is not JSON. */
export function parsedOf(value: unknown): unknown {
  if (typeof value !== "string") return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/**
 * The JSON of a value with its keys sorted, so that equal values give the same text in whatever order their keys were
 * written.
 */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
