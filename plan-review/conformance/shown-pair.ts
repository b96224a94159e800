import type { JsonObject, JsonValue } from "../../plans-folder/json-value";
import { redactKnown } from "../../plans-folder/redact-known";

/** The most characters of a value that a difference shows. */
const MOST = 600;
const BEFORE = 40;

/**
 * Two different values as text, with anything redacted whose name or text shows that it is secret. Of long values,
 * only the part that differs is shown.
 */
export function shownPair(
  was: unknown,
  is: unknown,
  key: string | number = "",
): { readonly expected: string; readonly planned: string } {
  const [expected, planned] = [textOf(was, key), textOf(is, key)];
  const start = Math.max(0, firstDifference(expected, planned) - BEFORE);
  const from = expected.length > MOST || planned.length > MOST ? start : 0;
  return { expected: cut(expected, from), planned: cut(planned, from) };
}

function textOf(value: unknown, key: string | number): string {
  if (value === undefined) return "not there";
  const named = redactKnown({ [String(key)]: value as JsonValue }) as JsonObject;
  return JSON.stringify(named[String(key)]);
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function cut(text: string, from: number): string {
  const start = text.length <= MOST ? 0 : from;
  const rest = text.slice(start);
  return `${start > 0 ? "…" : ""}${rest.length > MOST ? `${rest.slice(0, MOST)}…` : rest}`;
}
