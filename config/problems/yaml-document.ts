import {
  Lexer,
  LineCounter,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Pair,
} from "yaml";
import type { Path } from "./mistake";
import type { Problem } from "./problems";
import { escaped, shownPath } from "./shown";
import { startOf, syntaxProblems } from "./yaml-syntax";

/** A YAML (or JSON) text, with the line of everything in it. */
export interface YamlDocument {
  /** Plain values. Undefined if the text cannot be read at all. */
  readonly value: unknown;
  /** Syntax errors, duplicate keys, unquoted keys, alias bombs. */
  readonly problems: readonly Problem[];
  /**
   * The line of a path's key or list item. If the path is missing, the line of the map or list that should contain it.
   */
  lineOf(path: Path): number | undefined;
  /** A scalar as it was written, e.g. `0123` if the value is the number 123. */
  sourceOf(path: Path): string | undefined;
}

const MAX_BYTES = 1024 * 1024;

/** The parser is recursive. Near the end of the stack V8 does not always throw: it may end the process. */
const MAX_NESTING = 100;

/** Duplicate keys are reported below, with their path. */
const OPTIONS = { prettyErrors: false, logLevel: "error", uniqueKeys: false } as const;

/** Reads a text of at most 1 MB. It never throws: mistakes are listed in the problems. */
export function readYaml(text: string, maxBytes: number = MAX_BYTES): YamlDocument {
  if (Buffer.byteLength(text) > maxBytes) {
    return unreadable(`the file is larger than ${maxBytes} bytes`, "keep account lists in snapshots");
  }
  if (nestsTooDeeply(text)) {
    return unreadable(`it is nested more than ${MAX_NESTING} levels deep`, "write it plainly");
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { ...OPTIONS, lineCounter: lines });
    const syntax = syntaxProblems(document, lines, text);
    const problems = [...syntax, ...keyProblems(document, lines)];
    return {
      value: syntax.length === 0 ? document.toJS({ maxAliasCount: 100 }) : undefined,
      problems,
      lineOf: (path) => positionOf(document, lines, path).line,
      sourceOf: (path) => positionOf(document, lines, path).source,
    };
  } catch (error) {
    // Aliases may expand without limit (maxAliasCount).
    const reason = (error as Error).message;
    return unreadable(`cannot be read: ${reason}`, "write it plainly, without nested anchors and aliases");
  }
}

/** Decided from the tokens, before any recursion: open brackets, `- - -` in one line, and indentation. */
function nestsTooDeeply(text: string): boolean {
  let open = 0;
  let inLine = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === "[" || token === "{") open++;
    else if (token === "]" || token === "}") open = Math.max(0, open - 1);
    else if (token === "-" || token === "?") inLine++;
    else if (token === "\n" || token === "\r\n") inLine = 0;
    const isIndentation = token.length > 4 * MAX_NESTING && token.trim() === "";
    if (isIndentation || open + inLine > MAX_NESTING) return true;
  }
  return false;
}

function unreadable(message: string, fix: string): YamlDocument {
  const problem = { path: "the document", message: escaped(message), fix };
  return { value: undefined, problems: [problem], lineOf: () => undefined, sourceOf: () => undefined };
}

/** Mistakes that no value shows: a duplicate key, and an unquoted key, which YAML turns into a number or worse. */
function keyProblems(document: Document, lines: LineCounter): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Map: (_, map, ancestors) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : "";
        const tell = (message: string, fix: string) =>
          problems.push({
            line: lines.linePos(startOf(key) ?? 0).line,
            path: shownPath([...pathTo([...ancestors, map]), name]),
            message,
            fix,
          });
        // JavaScript would silently drop it.
        if (name === "__proto__") tell("is not a key that can be used", "rename it");
        if (seen.has(name)) tell("is given twice in one map", "keep one of the two");
        seen.add(name);
        if (isScalar(key) && typeof key.value === "string") continue;
        tell(
          `a key must be a string, got ${escaped((isScalar(key) && key.source) || "something else").slice(0, 60)}`,
          "quote it: unquoted, YAML drops leading zeros or reads the number as octal",
        );
      }
    },
  });
  return problems;
}

/** The keys and indexes that lead to the last of these nodes. Each node is the parent of the next. */
function pathTo(nodes: readonly unknown[]): (string | number)[] {
  return nodes.flatMap((node, index): (string | number)[] => {
    if (isPair(node)) return [isScalar(node.key) ? String(node.key.value) : ""];
    return isSeq(node) && index + 1 < nodes.length ? [node.items.indexOf(nodes[index + 1])] : [];
  });
}

function positionOf(document: Document, lines: LineCounter, path: Path): { line?: number; source?: string } {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (!pair) return at(lines, offset);
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === "number" && step in node.items) {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else return at(lines, offset);
  }
  return {
    ...at(lines, offset),
    ...(isScalar(node) && node.source !== undefined ? { source: node.source } : {}),
  };
}

function at(lines: LineCounter, offset: number | undefined): { line?: number } {
  return offset === undefined ? {} : { line: lines.linePos(offset).line };
}
