import { displayPath } from "../config/problems/display-path";
import type { Mistake } from "../config/problems/mistake";
import { ProblemsError, type Problem } from "../config/problems/problems";
import { toProblem } from "../config/read-config";
import { mistakesOf, valueAt } from "../config/schema/mistakes";
import { escaped } from "../config/problems/shown";
import { readYaml } from "../config/problems/yaml-document";
import type { Snapshot } from "./snapshot";
import { snapshotSection } from "./snapshot-schema";

/** The largest snapshot file: 50,000 accounts, the most that one administrator has, take about 15 MB. */
const MAX_BYTES = 64 * 1024 * 1024;

/** How many problems are reported one by one: a mistake that every account has would fill the screen. */
const MOST_TOLD = 20;

/** Checks the text of a snapshot. Throws a ProblemsError with every problem in it; `path` is the file's path. */
export function parseSnapshot(text: string, path: string): Snapshot {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ProblemsError(displayPath(path), [syntaxProblem(text, (error as Error).message)]);
  }
  if (keysWritten(text) !== keysRead(value)) {
    throw new ProblemsError(displayPath(path), readYaml(text, MAX_BYTES).problems.slice(0, MOST_TOLD));
  }
  const result = snapshotSection.safeParse(value);
  const mistakes = result.success ? crossMistakes(result.data) : shapeMistakes(value, result.error.issues);
  if (result.success && mistakes.length === 0) {
    return { ...result.data, accounts: result.data.accounts.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
  }
  // Line numbers are looked up only for problems: reading JSON with positions is many times slower.
  const document = readYaml(text, MAX_BYTES);
  const told = mistakes.slice(0, MOST_TOLD).map((mistake) => toProblem(mistake, document));
  throw new ProblemsError(displayPath(path), [...told, ...andMore(mistakes.length - told.length)]);
}

function syntaxProblem(text: string, reason: string): Problem {
  const fix = "run npx orgduty discover, or restore the file from version control";
  if (text.trim() === "") return { path: "the document", message: "the file is empty", fix };
  const offset = /at position (\d+)/.exec(reason)?.[1];
  const line = offset === undefined ? {} : { line: text.slice(0, Number(offset)).split("\n").length };
  return { ...line, path: "the document", message: `is not JSON: ${escaped(reason)}`, fix };
}

/**
 * Counts the keys in a JSON text. If a key is given twice, JSON.parse drops the first one, accounts and all, and
 * returns fewer.
 */
function keysWritten(text: string): number {
  let count = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?/g)) if (token.endsWith(":")) count++;
  return count;
}

function keysRead(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, child) => sum + keysRead(child), own);
}

function shapeMistakes(value: unknown, issues: Parameters<typeof mistakesOf>[0]): Mistake[] {
  const retired = retiredStatus(value);
  const rest = mistakesOf(issues, value).filter(
    ({ path }) => !(retired.has(path[1]) && /^(state|status)$/i.test(String(path[2]))),
  );
  if (retired.size === 0) return rest;
  const [first] = retired;
  const message = `${retired.size} accounts have only Status, which Organizations replaced with State on 2026-09-09`;
  return [{ path: ["accounts", first as number], message, fix: "run npx orgduty discover" }, ...rest];
}

/** Indexes of accounts from an older snapshot, which has Organizations' Status instead of State. */
function retiredStatus(value: unknown): Set<string | number | undefined> {
  const accounts = valueAt(value, ["accounts"]);
  if (!Array.isArray(accounts)) return new Set();
  const has = (account: unknown, key: string) => valueAt(account, [key]) !== undefined;
  const indexes = accounts.flatMap((account: unknown, index) =>
    !has(account, "state") && (has(account, "status") || has(account, "Status")) ? [index] : [],
  );
  return new Set(indexes);
}

function crossMistakes({ accounts, managementAccountId }: Snapshot): Mistake[] {
  const seen = new Set<string>();
  const twice = accounts.flatMap(({ id }, index): Mistake[] => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      {
        path: ["accounts", index],
        message: `account "${id}" is listed twice`,
        fix: "run npx orgduty discover",
      },
    ];
  });
  if (seen.has(managementAccountId)) return twice;
  const message = `"${managementAccountId}" is not among the accounts`;
  return [...twice, { path: ["managementAccountId"], message, fix: "run npx orgduty discover" }];
}

function andMore(count: number): Problem[] {
  if (count <= 0) return [];
  const fix = "correct those above, then run it again";
  return [{ line: Number.MAX_SAFE_INTEGER, path: "the document", message: `${count} more problems`, fix }];
}
