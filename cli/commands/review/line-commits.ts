import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { readYaml, type YamlDocument } from "../../../config/problems/yaml-document";
import { visible } from "../../../drawing/text";
import type { LineCommit } from "../../../plan-review/report/figures/line-commit";
import { runProcess, type RunProcess } from "../../../terraform/process/run-process";

/** What an exception consists of: whoever changes one of these lines accepts it anew. */
const PARTS = ["reason", "owner", "until"];

/**
 * The commit of each of these places in a config: the newest of its lines, and none if one of them is not committed.
 * Outside a repository nothing is committed.
 */
export async function lineCommits(
  configPath: string,
  paths: readonly string[],
  run: RunProcess = runProcess,
): Promise<Record<string, LineCommit>> {
  const document = readYaml(readFileSync(configPath, "utf8"));
  const blamed = await blame(configPath, run).catch((): Blamed[] => []);
  return Object.fromEntries(paths.map((path) => [path, commitOf(linesOf(document, path), blamed)]));
}

/** The lines that say what is at a path; none if the config does not have it. */
function linesOf(document: YamlDocument, path: string): number[] {
  const steps = stepsTo(document.value, path);
  if (!steps) return [];
  const parts = PARTS.map((part) => `${path}.${part}`).flatMap((part) => {
    const toPart = stepsTo(document.value, part);
    return toPart ? [toPart] : [];
  });
  return [steps, ...parts].flatMap((one) => document.lineOf(one) ?? []);
}

/** The keys of a path in words. A key may itself contain dots, so the longest key that fits is taken. */
function stepsTo(value: unknown, path: string): (string | number)[] | undefined {
  if (path === "") return [];
  if (typeof value !== "object" || value === null) return undefined;
  const key = Object.keys(value)
    .filter((candidate) => path === candidate || path.startsWith(`${candidate}.`))
    .sort((a, b) => b.length - a.length)[0];
  if (key === undefined) return undefined;
  const rest = stepsTo((value as Record<string, unknown>)[key], path.slice(key.length + 1));
  return rest && [Array.isArray(value) ? Number(key) : key, ...rest];
}

function commitOf(lines: readonly number[], blamed: readonly Blamed[]): LineCommit {
  const [line] = lines;
  if (line === undefined) return {};
  const found = lines.map((one) => blamed[one - 1]);
  const [newest] = found.flatMap((one) => one ?? []).sort((a, b) => b.seconds - a.seconds);
  if (!newest || found.some((one) => one?.commit === undefined)) return { line };
  const { commit, author, seconds, orBefore } = newest;
  const date = new Date(seconds * 1000).toISOString().slice(0, 10);
  return { line, commit: commit!, date, author: visible(author, 60), ...(orBefore && { orBefore }) };
}

interface Blamed {
  /** Absent if the line is not committed. */
  readonly commit?: string;
  readonly author: string;
  readonly seconds: number;
  readonly orBefore: boolean;
}

/** Every line of a file. Source of the format: https://git-scm.com/docs/git-blame#_the_porcelain_format */
async function blame(path: string, run: RunProcess): Promise<Blamed[]> {
  const git = async (...args: string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await run({
      ...{ command: "git", args, cwd: dirname(path), env: process.env },
    });
    if (exitCode !== 0) throw new Error(stderr);
    return stdout;
  };
  const [isShallow, text] = await Promise.all([
    git("rev-parse", "--is-shallow-repository"),
    git("blame", "--line-porcelain", "--", basename(path)),
  ]);
  return text
    .split(/^\t.*\n?/m)
    .slice(0, -1)
    .map((head) => blamedLine(head, isShallow.trim() === "true"));
}

function blamedLine(head: string, isShallow: boolean): Blamed {
  const field = (name: string) => new RegExp(`^${name} (.*)$`, "m").exec(head)?.[1] ?? "";
  const commit = head.slice(0, 40);
  return {
    ...(/^0+$/.test(commit) ? {} : { commit }),
    author: field("author"),
    seconds: Number(field("author-time")),
    orBefore: isShallow && /^boundary$/m.test(head),
  };
}
