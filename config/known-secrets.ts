const LONG =
  "(?:access|api|client|hmac|private|secret)[_-]?key|secret[_-]?(?:string|binary)|secret|token|password|passwd|passphrase|authorization|credentials?|cookie";
/** Also part of innocent words (author, compass), so they have to stand alone. */
const SHORT = "auth|hec|pass|pwd|sig|signature";

const HELD = new RegExp(`(?:${LONG})$|(?:^|[_-])(?:${SHORT})$`, "i");
const SUGGESTED = new RegExp(`${LONG}|(?:^|[_-])(?:${SHORT})(?:$|[_-])`, "i");

/** Secrets that give themselves away: AWS access keys, URLs with a password, private keys, what follows a scheme. */
export const SECRET_TEXT =
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b|(?<=:\/\/)[^/\s@"]+:[^/\s@"]+(?=@)|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)|(?<=\b(Bearer|Basic) )[\w.~+/=-]{8,}|(?<=\bSplunk )[\dA-Fa-f-]{32,}/g;

/** Whether a name is that of a secret itself, never of what points to one (secret_arn, kms_key_id, secretName). */
export function holdsSecret(name: string): boolean {
  return HELD.test(words(name));
}

/** Whether any part of a name speaks of a secret. */
export function suggestsSecret(name: string): boolean {
  return SUGGESTED.test(words(name));
}

/** accessKey and access_key are one name. */
function words(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
}
