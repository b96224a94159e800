import { holdsSecret, SECRET_TEXT } from "../config/known-secrets";
import { isArray, isObject, mapValues, type JsonValue } from "./json-value";
import { REDACTED } from "./redact-marked";

/** Matches `name=value` in the query of a URL, and `name="value"` in syslog's structured data. */
const NAMED_VALUE = /([?& ]([\w.-]+)=)(?!\(sensitive)("(?:[^"\\]|\\.)*"|[^&#\s"]+)/g;

/**
 * Redacts everything in a value whose name or text shows that it is a secret, at any depth and inside JSON that is
 * kept as text.
 */
export function redactKnown(value: JsonValue): JsonValue {
  if (typeof value === "string") return redactText(value);
  if (isArray(value)) return value.map(redactKnown);
  if (!isObject(value)) return value;
  return mapValues(value, (child, key) => (holdsSecret(key) ? redactAll(child) : redactKnown(child)));
}

/**
 * Redacts every text and number at or below a value. Marks (true, false, null) and structure are kept: they reveal no
 * secret.
 */
export function redactAll(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(redactAll);
  if (isObject(value))
    return mapValues(value, (child, key) => (key === "references" ? child : redactAll(child)));
  return typeof value === "string" || typeof value === "number" ? REDACTED : value;
}

function redactText(text: string): string {
  return (embeddedJson(text) ?? text)
    .replace(SECRET_TEXT, REDACTED)
    .replace(NAMED_VALUE, (all: string, before: string, name: string) =>
      holdsSecret(name) ? `${before}${REDACTED}` : all,
    );
}

/**
 * JSON inside a text is rewritten only if something in it was redacted, so that policies stay as Terraform renders
 * them.
 */
function embeddedJson(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as JsonValue;
    const redacted = JSON.stringify(redactKnown(value));
    return redacted === JSON.stringify(value) ? undefined : redacted;
  } catch {
    return undefined;
  }
}
