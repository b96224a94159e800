/** Longer texts are cut: nobody reads them, and somebody may have made them long on purpose. */
const LONGEST = 1000;

/**
 * Characters that a reader cannot see, or that change what they see around them: controls, bidirectional overrides,
 * zero-width characters, tags, private use and lone surrogates.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/** What makes a spreadsheet calculate. */
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/**
 * Foreign text (an account's name, an e-mail, a tag) as a person may safely read it: what is invisible becomes a
 * visible code, what a spreadsheet would calculate gets an apostrophe, what is too long is cut with its length.
 */
export function visible(text: string, longest: number = LONGEST): string {
  const cut = text.length > longest ? `${start(text, longest)}… (${text.length} characters)` : text;
  const shown = cut.replace(INVISIBLE, (character) => `⟨U+${codeOf(character)}⟩`);
  return FORMULA.test(shown) ? `'${shown}` : shown;
}

/** Every string in a value made visible, at any depth: what a report is made of holds no foreign text as it came. */
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

/** Never half of a surrogate pair. */
function start(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}

/** Text for HTML, in content and in quoted attributes. */
export function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Text for a line or a table cell of GitHub's Markdown: no markup, no link, and nobody is mentioned. */
export function markdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|#!~&$]/g, (sign) =>
      sign === "<" || sign === "&" ? `&#${sign.charCodeAt(0)};` : `\\${sign}`,
    )
    .replace(/(^|\W)@(?=\w)/g, "$1@ ")
    .replace(/(https?|ftp):\/\/|www\./gi, "$& ");
}

/** Text as Markdown's code, where nothing has a meaning; a table's bar is escaped. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const padded = /^`|`$|^ .* $/.test(text) || text === "" ? ` ${text} ` : text;
  return fence + padded.replace(/\|/g, "\\|") + fence;
}
