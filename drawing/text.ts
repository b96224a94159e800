/** Longer texts are cut: no one reads them in full, and someone may have made them long on purpose. */
const LONGEST = 1000;

/**
 * Characters that a reader cannot see, or that change how the text around them looks: controls, bidirectional
 * overrides, zero-width characters, tags, private use and lone surrogates.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/** Matches a start that makes a spreadsheet treat a text as a formula. */
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/**
 * Makes foreign text (an account's name, an e-mail, a tag) safe to read. Invisible characters become visible codes, a
 * text that a spreadsheet would calculate gets an apostrophe, and a text that is too long is cut and its length
 * given.
 */
export function visible(text: string, longest: number = LONGEST): string {
  const cut = text.length > longest ? `${start(text, longest)}… (${text.length} characters)` : text;
  const shown = cut.replace(INVISIBLE, (character) => `⟨U+${codeOf(character)}⟩`);
  return FORMULA.test(shown) ? `'${shown}` : shown;
}

/** Makes every string in a value visible, at any depth, so that a report contains no unchecked foreign text. */
export function visibleDeep<T>(value: T): T {
  if (typeof value === "string") return visible(value) as T;
  if (Array.isArray(value)) return value.map((item) => visibleDeep<unknown>(item)) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [visible(key), visibleDeep<unknown>(item)]);
  return Object.fromEntries(entries) as T;
}

function codeOf(character: string): string {
  return character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
}

/** The start of a text, never ending in half of a surrogate pair. */
function start(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}

/** Escapes text for HTML, both for content and for quoted attributes. */
export function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * Escapes text for a line or a table cell of GitHub's Markdown: it makes no markup and no link, and mentions no user.
 */
export function markdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|#!~&$]/g, (sign) =>
      sign === "<" || sign === "&" ? `&#${sign.charCodeAt(0)};` : `\\${sign}`,
    )
    .replace(/(^|\W)@(?=\w)/g, "$1@ ")
    .replace(/(https?|ftp):\/\/|www\./gi, "$& ");
}

/** Text as Markdown code, in which no character has a special meaning; a table's bar is escaped. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const padded = /^`|`$|^ .* $/.test(text) || text === "" ? ` ${text} ` : text;
  return fence + padded.replace(/\|/g, "\\|") + fence;
}
