import {
  LineCounter,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Pair,
} from "yaml";
import type { Path } from "./mistake";
import type { Problem } from "./problems";
import { escaped, shown } from "./shown";

/** A YAML (or JSON) text with the lines of what is in it. */
export interface YamlDocument {
  /** Plain values; undefined where the text cannot be read at all. */
  readonly value: unknown;
  /** Syntax errors, duplicate keys, unquoted keys, alias bombs. */
  readonly problems: readonly Problem[];
  /** The line of a path's key or list item; for something missing, the line of what should hold it. */
  lineOf(path: Path): number | undefined;
  /** A scalar as it was written, e.g. `0123` where the value is the number 123. */
  sourceOf(path: Path): string | undefined;
}

const MAX_BYTES = 1024 * 1024;
const OPTIONS = { prettyErrors: false, logLevel: "silent" } as const;

/** Reads a text of at most 1 MB. Never throws: what is wrong is among the problems. */
export function readYaml(text: string, maxBytes: number = MAX_BYTES): YamlDocument {
  if (Buffer.byteLength(text) > maxBytes) {
    return unreadable(`the file is larger than ${maxBytes} bytes`, "keep account lists in snapshots");
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { ...OPTIONS, lineCounter: lines });
    const problems = [...syntaxProblems(document, lines), ...unquotedKeys(document, lines)];
    const usable = document.errors.every((error) => error.code === "DUPLICATE_KEY");
    return {
      value: usable ? document.toJS({ maxAliasCount: 100 }) : undefined,
      problems,
      lineOf: (path) => positionOf(document, lines, path).line,
      sourceOf: (path) => positionOf(document, lines, path).source,
    };
  } catch (error) {
    // The parser recurses (deep nesting), and aliases may multiply without end (maxAliasCount).
    const reason = error instanceof RangeError ? "it is nested too deeply" : (error as Error).message;
    return unreadable(`cannot be read: ${reason}`, "write it plainly, without nested anchors and aliases");
  }
}

function unreadable(message: string, fix: string): YamlDocument {
  const problem = { path: "the document", message: escaped(message), fix };
  return { value: undefined, problems: [problem], lineOf: () => undefined, sourceOf: () => undefined };
}

function syntaxProblems(document: Document, lines: LineCounter): Problem[] {
  return [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    line: lines.linePos(pos[0]).line,
    path: "the document",
    message: code === "DUPLICATE_KEY" ? "the same key twice in one map" : escaped(lowerFirst(message)),
    fix: code === "DUPLICATE_KEY" ? "keep one of them" : "correct the YAML: spaces only, two a level",
  }));
}

/** YAML turns an unquoted key like 0123 into a number before anyone sees its zeros. */
function unquotedKeys(document: Document, lines: LineCounter): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (!isScalar(key) || typeof key.value === "string") return;
      problems.push({
        line: lines.linePos(key.range?.[0] ?? 0).line,
        path: "the document",
        message: `a key must be a string, got ${escaped(key.source ?? shown(key.value)).slice(0, 60)}`,
        fix: "quote it: unquoted, YAML drops leading zeros or reads the number as octal",
      });
    },
  });
  return problems;
}

function positionOf(document: Document, lines: LineCounter, path: Path): { line?: number; source?: string } {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step)) as
        Pair | undefined;
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

function startOf(node: unknown): number | undefined {
  return (node as { range?: readonly [number, number, number] | null } | null)?.range?.[0];
}

function at(lines: LineCounter, offset: number | undefined): { line?: number } {
  return offset === undefined ? {} : { line: lines.linePos(offset).line };
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1).replace(/\.$/, "");
}
