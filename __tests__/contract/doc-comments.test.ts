import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import ts from "typescript";

const root = resolve(__dirname, "../..");
const elsewhere = ["__tests__", "bench", "scripts", "node_modules", "dist", "cdktf.out", "plans", ".*"];
const files = ts.sys
  .readDirectory(root, [".ts", ".mts"], elsewhere)
  .map((path) =>
    ts.createSourceFile(relative(root, path), readFileSync(path, "utf8"), ts.ScriptTarget.Latest),
  );

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("thing.ts", text, ts.ScriptTarget.Latest);
}

/** The doc comment right above a node, without its stars; empty where there is none. */
function commentOf(node: ts.Node, file: ts.SourceFile): string {
  const last = ts.getLeadingCommentRanges(file.text, node.pos)?.at(-1);
  const text = last ? file.text.slice(last.pos, last.end) : "";
  return text.startsWith("/**") ? text.replace(/^\/\*\*|\*\/$|^\s*\*/gm, "").trim() : "";
}

function exportsOf(file: ts.SourceFile): ts.Statement[] {
  return file.statements.filter(
    (statement) =>
      ts.canHaveModifiers(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
  );
}

function nameOf(node: ts.Statement | ts.TypeElement, file: ts.SourceFile): string {
  const named = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : node;
  return named && "name" in named ? (named.name as ts.Node).getText(file) : "an export without a name";
}

/** The letters of a text, so that "The detector's props." is `DetectorProps` and says nothing. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/\b(a|an|the|of|for)\b|'s\b/g, "")
    .replace(/[^a-z0-9]/g, "");
}

/** Exports that have no doc comment, or one that repeats their name. */
function undescribed(file: ts.SourceFile): string[] {
  return exportsOf(file)
    .map((statement) => ({ name: nameOf(statement, file), comment: commentOf(statement, file) }))
    .filter(({ name, comment }) => ["", bare(name)].includes(bare(comment)))
    .map(({ name }) => `${file.fileName}: ${name}`);
}

/** Optional props and options whose comment does not say what happens without them. */
function withoutDefault(file: ts.SourceFile): string[] {
  return exportsOf(file)
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => /(Props|Options)$/.test(name.text))
    .flatMap(({ name, members }) =>
      members
        .filter(({ questionToken }) => questionToken !== undefined)
        .filter((member) => !/@default\s+\S|\b(absent|undefined)\b/i.test(commentOf(member, file)))
        .map((member) => `${file.fileName}: ${name.text}.${nameOf(member, file)}`),
    );
}

describe("doc comments", () => {
  it("are on every export, and say more than its name", () => {
    expect(files.length).toBeGreaterThan(400);
    expect(files.flatMap(undescribed)).toEqual([]);
  });

  it("say of every optional prop and option what happens without it", () => {
    expect(files.flatMap(withoutDefault)).toEqual([]);
  });

  it.each([
    ["no comment", "export const LIMIT = 3;"],
    ["a comment for people who read the code only", "// SQS takes no more.\nexport const LIMIT = 3;"],
    ["a comment of another thing", "/** SQS takes ten. */\nconst OTHER = 3;\nexport const LIMIT = OTHER;"],
    ["an echo", "/** The limit. */\nexport const LIMIT = 3;"],
  ])("rejects an export with %s", (_, text) => {
    expect(undescribed(parse(text))).toEqual(["thing.ts: LIMIT"]);
  });

  it("lets pass what is described, or stays in its file", () => {
    expect(
      undescribed(parse("/** SQS takes no more. */\nexport const LIMIT = 3;\nconst OTHER = 4;")),
    ).toEqual([]);
  });

  const props = (member: string) => parse(`export interface QueueProps {\n  ${member}\n}`);
  it.each(["readonly keyArn?: string;", "/** The key. */ readonly keyArn?: string;"])(
    "rejects an optional prop of which nobody knows the default: %s",
    (member) => {
      expect(withoutDefault(props(member))).toEqual(["thing.ts: QueueProps.keyArn"]);
    },
  );

  it.each([
    "readonly keyArn: string;",
    "/** @default SQS's own */ readonly keyArn?: string;",
    "/** Absent: SQS's own. */ readonly keyArn?: string;",
  ])("lets pass a prop that is required, or tells its default: %s", (member) => {
    expect(withoutDefault(props(member))).toEqual([]);
  });
});
