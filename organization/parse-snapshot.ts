import { displayPath } from "../config/problems/display-path";
import type { Mistake } from "../config/problems/mistake";
import { ProblemsError, type Problem } from "../config/problems/problems";
import { toProblem } from "../config/read-config";
import { mistakesOf, valueAt } from "../config/schema/mistakes";
import { escaped, shown } from "../config/problems/shown";
import { readYaml } from "../config/problems/yaml-document";
import type { Snapshot } from "./snapshot";
import { jsonErrorOffset, scanJson } from "./json-scan";
import { snapshotSection } from "./snapshot-schema";

/** The largest snapshot file: 50,000 accounts, the most that one administrator has, take about 15 MB. */
const MAX_BYTES = 64 * 1024 * 1024;

/** How many problems are reported one by one: a mistake that every account has would fill the screen. */
const MOST_TOLD = 20;

/** A snapshot has four levels; what discover found in each region, a few more. */
const MAX_NESTING = 50;

/** Checks the text of a snapshot. Throws a ProblemsError with every problem of it; `path` is the file's. */
export function parseSnapshot(text: string, path: string): Snapshot {
  const { value, keys } = readJson(text, path);
  if (keys !== keysRead(value)) {
    throw new ProblemsError(displayPath(path), readYaml(text, MAX_BYTES).problems.slice(0, MOST_TOLD));
  }
  const result = snapshotSection.safeParse(value);
  const mistakes = result.success ? crossMistakes(result.data) : shapeMistakes(value, result.error.issues);
  if (result.success && mistakes.length === 0) {
    return { ...result.data, accounts: result.data.accounts.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
  }
  // Line numbers are looked up only for problems: reading JSON with positions is many times slower.
  const document = readYaml(text, MAX_BYTES);
  const told = mistakes.slice(0, MOST_TOLD).map((mistake) => ({ line: 1, ...toProblem(mistake, document) }));
  throw new ProblemsError(displayPath(path), [
    ...told,
    ...andMore(mistakes.length - told.length, text.split("\n").length),
  ]);
}

/** Size and depth come first: what reads a value below recurses. */
function readJson(text: string, path: string): { value: unknown; keys: number } {
  const refuse = (line: number, message: string): never => {
    const fix = "run ./orgduty discover, or restore the file from version control";
    throw new ProblemsError(displayPath(path), [{ line, path: "the document", message, fix }]);
  };
  if (text.trim() === "") return refuse(1, "the file is empty");
  if (text.length > MAX_BYTES) return refuse(1, `the file is larger than ${MAX_BYTES} bytes`);
  const { keys, depth } = scanJson(text);
  if (depth > MAX_NESTING)
    return refuse(1, `it is nested ${depth} levels deep, a snapshot has fewer than ${MAX_NESTING}`);
  try {
    return { value: JSON.parse(text), keys };
  } catch (error) {
    const line = text.slice(0, jsonErrorOffset(text)).split("\n").length;
    return refuse(line, `is not JSON: ${escaped((error as Error).message)}`);
  }
}

function keysRead(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, child) => sum + keysRead(child), own);
}

function shapeMistakes(value: unknown, issues: Parameters<typeof mistakesOf>[0]): Mistake[] {
  if (Array.isArray(valueAt(value, ["Accounts"]))) {
    const message = "is what the AWS CLI's list-accounts prints, and no snapshot";
    return [{ path: ["Accounts"], message, fix: "run ./orgduty discover, which writes this file" }];
  }
  const retired = retiredStatus(value);
  const rest = mistakesOf(issues, value).filter(
    ({ path }) => !(retired.has(path[1]) && /^(state|status)$/i.test(String(path[2]))),
  );
  if (retired.size === 0) return rest;
  const [first] = retired;
  const message = `${retired.size} accounts have only Status, which Organizations replaced with State on 2026-09-09`;
  return [{ path: ["accounts", first as number], message, fix: "run ./orgduty discover" }, ...rest];
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

function crossMistakes(snapshot: Snapshot): Mistake[] {
  return [...accountMistakes(snapshot), ...futureMistakes(snapshot)];
}

/** A clock that is a day ahead is forgiven: time zones are mixed up more often than that. */
const DAY = 24 * 60 * 60 * 1000;

/** The review measures a snapshot's age: one of the future would never be old. */
function futureMistakes({ readAt }: Snapshot): Mistake[] {
  if (Date.parse(readAt) <= Date.now() + DAY) return [];
  const message = `${shown(readAt)} is in the future`;
  return [{ path: ["readAt"], message, fix: "run ./orgduty discover" }];
}

function accountMistakes({ accounts, managementAccountId }: Snapshot): Mistake[] {
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
        fix: "run ./orgduty discover",
      },
    ];
  });
  if (seen.has(managementAccountId)) return twice;
  const message = `"${managementAccountId}" is not among the accounts`;
  return [...twice, { path: ["managementAccountId"], message, fix: "run ./orgduty discover" }];
}

/** At the end of the file, after all others. */
function andMore(count: number, lastLine: number): Problem[] {
  if (count <= 0) return [];
  const fix = "correct those above, then run it again";
  return [{ line: lastLine, path: "the document", message: `${count} more problems`, fix }];
}
