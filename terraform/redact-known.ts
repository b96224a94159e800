import { isArray, isObject, mapValues, type JsonValue } from "./json-value";
import { REDACTED } from "./redact-marked";

/** Names that hold a secret itself, never those that point to one (secret_arn, kms_key_id, secretName). */
const SECRET_NAME =
  /(^|[_-])(access_?key|secret_?key|secret_?access_?key|secret_?string|secret_?binary|secret|token|password|passwd|passphrase|private_?key|api_?key|authorization|hmac_?key|client_?key|cookie)$/i;

/** Secrets that give themselves away: AWS access keys, URLs with a password, private keys, bearer tokens. */
const SECRET_TEXT =
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b|(?<=:\/\/)[^/\s@"]+:[^/\s@"]+(?=@)|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)|(?<=\b(Bearer|Basic) )[\w.~+/=-]{8,}/g;

/** A value without what its name or its text shows to be a secret, wherever it is; also inside JSON kept as text. */
export function redactKnown(value: JsonValue): JsonValue {
  if (typeof value === "string") return redactText(value);
  if (isArray(value)) return value.map(redactKnown);
  if (!isObject(value)) return value;
  return mapValues(value, (child, key) => (isSecretName(key) ? redactAll(child) : redactKnown(child)));
}

/** Every text and number at or below a value. Marks (true, false, null) and structure stay: they tell no secret. */
export function redactAll(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(redactAll);
  if (isObject(value))
    return mapValues(value, (child, key) => (key === "references" ? child : redactAll(child)));
  return typeof value === "string" || typeof value === "number" ? REDACTED : value;
}

/** accessKey and access_key are one name. */
function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.replace(/([a-z0-9])([A-Z])/g, "$1_$2"));
}

function redactText(text: string): string {
  return (embeddedJson(text) ?? text).replace(SECRET_TEXT, REDACTED);
}

/** Rewritten only where something in it was redacted, so that policies stay as Terraform renders them. */
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
