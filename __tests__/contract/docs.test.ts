import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { parseAllDocuments } from "yaml";
import type { Io } from "../../cli/terminal/io";
import { buildProgram } from "../../cli/program";

const root = resolve(__dirname, "../..");
const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...markdownIn("docs")];

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join(folder, file));
}

function read(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

const silent: Io = {
  out: () => undefined,
  err: () => undefined,
  progress: () => undefined,
  interactive: false,
  ask: () => Promise.reject(new Error("nobody to ask")),
  env: {},
  cwd: root,
  signal: new AbortController().signal,
};
const program = buildProgram(silent, () => undefined);

/** The command that words name, e.g. `relay sheet`, and the words that are left. */
function resolveCommand(
  words: readonly string[],
  from: Command = program,
): { command: Command; rest: readonly string[] } {
  const next = from.commands.find((command) => command.name() === words[0]);
  return next ? resolveCommand(words.slice(1), next) : { command: from, rest: words };
}

/** Every `orgduty ...` that a page tells a person to run, up to a comment, a pipe or the end of the code. */
function commandsIn(page: string): string[] {
  const text = read(page);
  const found = text.matchAll(/(?:\.\/|node bin\/|--no -- )orgduty(?:\.js)?((?: [^\s`#|>&;)"']+)*)/g);
  return [...found].map(([, words]) => words!.trim()).filter((words) => words !== "");
}

describe.each(pages)("%s", (page) => {
  it("links to files that exist", () => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target]) => target!);
    for (const link of links)
      expect([link, existsSync(join(root, dirname(page), link))]).toEqual([link, true]);
  });

  it("names commands and flags that exist", () => {
    for (const line of commandsIn(page)) {
      const { command, rest } = resolveCommand(line.split(" "));
      expect([line, command === program && !line.startsWith("-")]).toEqual([line, false]);
      const known = [...command.options, ...program.options].flatMap(({ short, long }) => [short, long]);
      for (const flag of rest.filter((word) => word.startsWith("-"))) {
        expect([line, [...known, "--help", "-h"].includes(flag.split("=")[0])]).toEqual([line, true]);
      }
    }
  });

  it("shows YAML and JSON that parse", () => {
    for (const [, language, block] of read(page).matchAll(/^```(ya?ml|json)\n([\s\S]*?)^```/gm)) {
      if (language === "json") expect(() => JSON.parse(block!) as unknown).not.toThrow();
      else for (const document of parseAllDocuments(block!)) expect(document.errors).toEqual([]);
    }
  });
});

describe("README.md", () => {
  it("has 120 lines at most", () => {
    expect(read("README.md").split("\n").length).toBeLessThanOrEqual(121);
  });

  it("names make targets that exist", () => {
    const targets = [...read("Makefile").matchAll(/^([a-z-]+):/gm)].map(([, target]) => target);
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/(?:^| {4}|`)make ([a-z-]+)/gm)].map(([, target]) => target),
    );
    expect(named.length).toBeGreaterThan(5);
    for (const target of named) expect(targets).toContain(target);
  });
});
