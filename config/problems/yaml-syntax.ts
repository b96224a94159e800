import { visit, type Document, type LineCounter } from "yaml";
import type { Problem } from "./problems";
import { escaped } from "./shown";

/** One slip in YAML's syntax causes many errors. */
const MOST_TOLD = 10;
/** The errors of the parser, each at the line to correct and with its usual cause, and aliases of nothing. */
export function syntaxProblems(document: Document, lines: LineCounter, text: string): Problem[] {
  const told = parserProblems(document, lines, text);
  const aliases = unknownAliases(document, lines);
  return [...told, ...aliases.filter(({ line }) => !told.some((other) => other.line === line))];
}

function parserProblems(document: Document, lines: LineCounter, text: string): Problem[] {
  const problems = [...document.errors, ...document.warnings]
    .slice(0, MOST_TOLD)
    .map(({ code, message, pos }) => {
      const { line } = lines.linePos(syntaxOffset(document, text, code, pos[0]));
      const own = explainSyntax(code, text.split("\n")[line - 1] ?? "");
      return {
        line,
        path: "the document",
        message: own?.message ?? escaped(message.slice(0, 1).toLowerCase() + message.slice(1)),
        fix: own?.fix ?? "correct the YAML: spaces only, two a level",
      };
    });
  // A line of several slips is told once.
  return problems.filter(
    ({ line, message }, index) =>
      problems.findIndex((other) => other.line === line && other.message === message) === index,
  );
}

/** A missing quote is noticed at the end of the file, and a second document before it: the line to correct is another. */
function syntaxOffset(document: Document, text: string, code: string, offset: number): number {
  let begin = offset;
  if (code === "MULTIPLE_DOCS") return Math.max(offset, text.indexOf("\n---", offset) + 1);
  if (code !== "MISSING_CHAR") return begin;
  visit(document, {
    Scalar: (_, { type, range }) => {
      const isQuoted = type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE";
      if (isQuoted && range && range[0] < offset && range[1] >= offset - 1) begin = range[0];
    },
  });
  return begin;
}

/** What usually causes an error of the parser, whose own words speak of the grammar. */
function explainSyntax(code: string, line: string): { message: string; fix: string } | undefined {
  if (code === "MULTIPLE_DOCS")
    return {
      message: "a second document begins here",
      fix: "keep one document: remove the --- and what follows",
    };
  if (/\u00a0/.test(line))
    return { message: "the line has no-break spaces (U+00A0) in it", fix: "type its spaces again" };
  if (/^\s*\t/.test(line))
    return { message: "the line is indented with a tab", fix: "indent with spaces, two a level" };
  const [, starred] = /^\s*[\w-]+:\s+(\*\S*\s.*?)\s*(#.*)?$/.exec(line) ?? [];
  if (starred !== undefined)
    return { message: "a value that begins with * is an alias", fix: `put it in quotes: "${starred}"` };
  const [, key] = /^\s*([\w-]+):[^\s:/]/.exec(line) ?? [];
  if (key !== undefined && code !== "MISSING_CHAR")
    return { message: `after ${key}: there is no space`, fix: `write a space after ${key}:` };
  return undefined;
}

function unknownAliases(document: Document, lines: LineCounter): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return;
      const message = `*${escaped(alias.source).slice(0, 60)} stands for something that is not named before it`;
      const fix = `name it with &${escaped(alias.source).slice(0, 60)}, or put the text in quotes if it begins with *`;
      problems.push({ line: lines.linePos(startOf(alias) ?? 0).line, path: "the document", message, fix });
    },
  });
  return problems;
}

/** Where a node begins in the text. */
export function startOf(node: unknown): number | undefined {
  return (node as { range?: readonly [number, number, number] | null } | null)?.range?.[0];
}
