/** What a JSON text shows before anything reads it. */
export interface JsonScan {
  /** Keys as they are written: JSON.parse drops the first of two that are alike, accounts and all. */
  readonly keys: number;
  /** How deeply maps and lists are nested. */
  readonly depth: number;
}

/** A string, with the colon that makes it a key, or a bracket. */
const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*"(\s*:)?|[[\]{}]/g;

/** Counts keys and levels in one pass, without recursion: a text nested 100,000 levels deep ends nothing. */
export function scanJson(text: string): JsonScan {
  let keys = 0;
  let depth = 0;
  let open = 0;
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (colon !== undefined) keys++;
    else if (token === "{" || token === "[") depth = Math.max(depth, ++open);
    else if (token === "}" || token === "]") open--;
  }
  return { keys, depth };
}

/** What may stand in JSON outside of strings and brackets. */
const ATOM = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
// eslint-disable-next-line no-control-regex -- JSON takes no raw control character in a string
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const BLANK = /[ \t\r\n]*/y;

/** Where a text stops being JSON: V8 says it for some mistakes only. The end, if something is missing there. */
export function jsonErrorOffset(text: string): number {
  const closers: string[] = [];
  let wants: "value" | "first" | "key" | "colon" | "next" = "value";
  let at = 0;
  for (;;) {
    at = after(BLANK, text, at) ?? at;
    const sign = text[at];
    if (sign === undefined) return at;
    const closes = sign === closers.at(-1);
    if (closes && (wants === "next" || wants === "first")) {
      closers.pop();
      wants = "next";
      at += 1;
    } else if (wants === "next") {
      if (sign !== "," || closers.length === 0) return at;
      wants = closers.at(-1) === "}" ? "key" : "value";
      at += 1;
    } else if (wants === "colon") {
      if (sign !== ":") return at;
      wants = "value";
      at += 1;
    } else if (wants === "key" || (wants === "first" && closers.at(-1) === "}")) {
      const end = after(STRING, text, at);
      if (end === undefined) return at;
      wants = "colon";
      at = end;
    } else if (sign === "{" || sign === "[") {
      closers.push(sign === "{" ? "}" : "]");
      wants = "first";
      at += 1;
    } else {
      const end = after(STRING, text, at) ?? after(ATOM, text, at);
      if (end === undefined) return at;
      wants = "next";
      at = end;
    }
  }
}

function after(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
