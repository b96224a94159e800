const LONG =
  "(?:access|api|client|hmac|private|secret)[_-]?key|secret[_-]?(?:string|binary)|secret|token|password|passwd|passphrase|authorization|credentials?|cookie";
/** These also occur inside harmless words (author, compass), so they must stand alone. */
const SHORT = "auth|hec|pass|pwd|sig|signature";

const HELD = new RegExp(`(?:${LONG})$|(?:^|[_-])(?:${SHORT})$`, "i");
const SUGGESTED = new RegExp(`${LONG}|(?:^|[_-])(?:${SHORT})(?:$|[_-])`, "i");

/**
 * Secrets that are recognizable by their form: AWS access keys, URLs with a password, private keys, and text that
 * follows an authentication scheme.
 */
export const SECRET_TEXT =
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b|(?<=:\/\/)[^/\s@"]+:[^/\s@"]+(?=@)|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)|(?<=\b(Bearer|Basic) )[\w.~+/=-]{8,}|(?<=\bSplunk )[\dA-Fa-f-]{32,}/g;

/**
 * Whether a name is the name of a secret itself, and not of a reference to one (secret_arn, kms_key_id, secretName).
 */
export function holdsSecret(name: string): boolean {
  return HELD.test(words(name));
}

/** Whether any part of a name suggests a secret. */
export function suggestsSecret(name: string): boolean {
  return SUGGESTED.test(words(name));
}

/** accessKey and access_key count as the same name. */
function words(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
}
