import type { z } from "zod";
import { nearest } from "../problems/nearest";
import type { Mistake, Path } from "../problems/mistake";

type Issue = z.core.$ZodIssue;

/** Turns the issues that a schema found into mistakes, each with a fix. `input` is the document that was checked. */
export function mistakesOf(issues: readonly Issue[], input: unknown): Mistake[] {
  const mistakes = issues.flatMap((issue) => fromIssue(issue, input, []));
  const meant = new Set(
    mistakes.filter(isUnknown).map(({ path, fix }) => [...path.slice(0, -1), quoted(fix)].join("\n")),
  );
  // A misspelled key is one mistake, not two.
  return mistakes.filter(({ path, message }) => message !== MISSING || !meant.has(path.join("\n")));
}

/** What a key is that its section does not have. */
export const UNKNOWN = "unknown key";
const MISSING = "is missing";

function isUnknown({ message }: Mistake): boolean {
  return message === UNKNOWN;
}

/** The key that a fix suggests: `did you mean "accounts"?`. */
function quoted(fix: string): string | undefined {
  return /"([^"]*)"/.exec(fix)?.[1];
}

function fromIssue(issue: Issue, input: unknown, parent: Path): Mistake[] {
  const path: Path = [
    ...parent,
    ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step)),
  ];
  const [message = "", ...fixes] = issue.message.split("\n");
  const fix = fixes[0] ?? "see docs/configuration.md";
  if (issue.code === "unrecognized_keys") {
    const lines = [message, ...fixes];
    return issue.keys.map((key, index) => ({
      path: [...path, key],
      message: UNKNOWN,
      fix: lines[index] ?? fix,
    }));
  }
  const misspelled = discriminatorIn(issue, input, path);
  if (misspelled) return [misspelled];
  if (issue.code === "invalid_union") {
    const branch = likeliestBranch(issue.errors);
    if (branch) return branch.flatMap((inner) => fromIssue(inner, input, path));
  }
  if (issue.code === "invalid_key") return issue.issues.flatMap((inner) => fromIssue(inner, input, path));
  return [{ path, message: valueAt(input, path) === undefined ? MISSING : message, fix }];
}

/**
 * Without `protocol` the allowed keys of a relay are unknown, so only this check reports `protocl` as a misspelling.
 */
function discriminatorIn(issue: Issue, input: unknown, path: Path): Mistake | undefined {
  const key = path.at(-1);
  if (issue.code !== "invalid_union" || issue.errors.length > 0 || typeof key !== "string") return undefined;
  const parent = valueAt(input, path.slice(0, -1));
  const given = typeof parent === "object" && parent !== null ? Object.keys(parent) : [];
  const typo = given.includes(key) ? undefined : given.find((other) => nearest(other, [key]) === key);
  return typo === undefined
    ? undefined
    : { path: [...path.slice(0, -1), typo], message: UNKNOWN, fix: `did you mean "${key}"?` };
}

/** The alternative that expects the kind of value (string, list, map) that was given. */
function likeliestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const refusesKind = (issue: Issue) =>
    issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");
  return branches.find((branch) => branch.length > 0 && !branch.some(refusesKind));
}

/** The value at a path, or undefined if there is none. */
export function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Record<string | number, unknown>)[step];
  }, input);
}
