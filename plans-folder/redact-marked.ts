import { isArray, isObject, mapValues, type JsonValue } from "./json-value";

/** The text that replaces a secret value. */
export const REDACTED = "(sensitive value)";

/**
 * Redacts everything in a value that Terraform marks as sensitive. `marks` has the same shape as the value; true in
 * it means that the value there, with everything below it, is sensitive (before_sensitive, after_sensitive,
 * sensitive_values).
 */
export function redactMarked(value: JsonValue, marks: JsonValue | undefined): JsonValue {
  if (marks === true) return value === null ? null : REDACTED;
  if (isArray(value)) return value.map((child, index) => redactMarked(child, childOf(marks, index)));
  if (isObject(value)) return mapValues(value, (child, key) => redactMarked(child, childOf(marks, key)));
  return value;
}

/** Whether anything at or below these marks is sensitive. */
export function isMarked(marks: JsonValue | undefined): boolean {
  if (isArray(marks)) return marks.some(isMarked);
  if (isObject(marks)) return Object.values(marks).some(isMarked);
  return marks === true;
}

function childOf(marks: JsonValue | undefined, key: string | number): JsonValue | undefined {
  if (isArray(marks)) return marks[Number(key)];
  return isObject(marks) && Object.hasOwn(marks, key) ? marks[String(key)] : undefined;
}
