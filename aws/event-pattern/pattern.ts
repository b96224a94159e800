import { isJsonObject, listOf, type Json, type JsonObject } from "../json";
import { valuePasses } from "./pattern-tests";

/**
 * Whether an event matches a rule's pattern, as EventBridge decides it: every field that the pattern names must match;
 * the tests of a field are alternatives; an array in the event matches if any of its elements does; an absent field
 * matches only `exists: false`.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function matchesPattern(pattern: JsonObject, event: Json | undefined): boolean {
  if (Array.isArray(event) && event.length > 0)
    return listOf(event).some((element) => matchesPattern(pattern, element));
  const fields = isJsonObject(event) ? event : {};
  return Object.entries(pattern).every(([key, expected]) => {
    if (key === "$or")
      return listOf(expected).some((one) => isJsonObject(one) && matchesPattern(one, fields));
    if (isJsonObject(expected)) return matchesPattern(expected, fields[key]);
    return listOf(expected).some((test) => fieldPasses(test, fields[key]));
  });
}

function fieldPasses(test: Json, field: Json | undefined): boolean {
  const exists = isJsonObject(test) ? test.exists : undefined;
  if (typeof exists === "boolean") return exists === (listOf(field).length > 0 && !isJsonObject(field));
  return listOf(field).some((value) => valuePasses(test, value));
}
