const LONGEST = 60;

/**
 * What a terminal would interpret or hide: control characters, zero-width characters, changes of direction, line
 * separators.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A value as an error shows it: quoted, cut to 60 characters, without anything that a terminal would interpret. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a map";
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return typeof value === "bigint" ? `${value}` : `a ${typeof value}`;
  return escaped(JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value));
}

/** A document's path as an error shows it: `organizations.aws.homeRegion`, `regions[4]`, `exclude["444444444444"]`. */
export function shownPath(path: readonly (string | number)[]): string {
  const steps = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return /^[A-Za-z_][\w-]{0,59}$/.test(step) ? `.${step}` : `[${shown(step)}]`;
  });
  return steps.join("").replace(/^\./, "") || "the document";
}

/** The text with every character escaped that a terminal would interpret. */
export function escaped(text: string): string {
  return text.replace(
    UNSAFE,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}
