/**
 * A kind of credential: marker texts that are quick to search for, and the pattern that must match if one of them
 * occurs.
 */
interface SecretPattern {
  readonly kind: string;
  readonly markers: readonly string[];
  readonly pattern: RegExp;
}

const PATTERNS: readonly SecretPattern[] = [
  { kind: "AWS access key", markers: ["AKIA"], pattern: /(?<![A-Z0-9])AKIA[A-Z0-9]{16}(?![A-Z0-9])/g },
  { kind: "AWS session key", markers: ["ASIA"], pattern: /(?<![A-Z0-9])ASIA[A-Z0-9]{16}(?![A-Z0-9])/g },
  { kind: "private key", markers: ["PRIVATE KEY-----"], pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g },
  { kind: "bearer token", markers: ["earer "], pattern: /[Bb]earer [A-Za-z0-9._~+/-]{16,}/g },
  { kind: "password in an address", markers: ["://"], pattern: /:\/\/[^\s"/:@\\]+:[^\s"/@\\]+@/g },
  {
    kind: "GitHub token",
    markers: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
    pattern: /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36}/g,
  },
  { kind: "Slack token", markers: ["xox"], pattern: /(?<![A-Za-z0-9])xox[abprs]-[A-Za-z0-9-]{10,}/g },
];

/**
 * The kinds of credentials that a text contains, never the credentials themselves. Plan JSON can be megabytes long,
 * so a pattern is tried only if its marker occurs at all.
 */
export function secretsIn(text: string): string[] {
  return PATTERNS.filter(
    ({ markers, pattern }) => markers.some((marker) => text.includes(marker)) && text.search(pattern) >= 0,
  ).map(({ kind }) => kind);
}
