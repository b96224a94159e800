import { isJsonObject, listOf, type Json, type JsonObject } from "../json";
import { matchesPattern } from "./pattern";

/**
 * Whether two patterns match the same events, however they are written: alternatives in another order or twice, a
 * prefix beside a longer one, a wildcard that is a prefix, another form of a range. `always` is what every event in
 * question carries: a condition that it meets is none. Operators whose meaning cannot be compared exactly have to be
 * the same ones.
 */
export function isSamePattern(a: JsonObject, b: JsonObject, always: JsonObject = {}): boolean {
  const [own, other] = [conditionsOf(a, always), conditionsOf(b, always)];
  return [...new Set([...own.keys(), ...other.keys()])].every((path) => {
    const [tests, others] = [own.get(path), other.get(path)];
    return tests !== undefined && others !== undefined && isSameField(tests, others);
  });
}

/** The tests of each field, by its path. Alternatives of several fields stay one condition. */
function conditionsOf(pattern: JsonObject, always: JsonObject, path = ""): Map<string, readonly Json[]> {
  const found = new Map<string, readonly Json[]>();
  for (const [key, expected] of Object.entries(pattern)) {
    const own = JSON.stringify([path, key]);
    if (path === "" && key in always && matchesPattern({ [key]: expected }, always)) continue;
    if (isJsonObject(expected) && key !== "$or")
      for (const [below, tests] of conditionsOf(expected, {}, own)) found.set(below, tests);
    else found.set(own, listOf(expected));
  }
  return found;
}

function isSameField(a: readonly Json[], b: readonly Json[]): boolean {
  const [texts, others] = [startsOf(a), startsOf(b)];
  if (texts && others) return texts.join("\n") === others.join("\n");
  if ([...a, ...b].every(isNumeric)) return isSameRange(a, b);
  return sortedText(a) === sortedText(b);
}

function sortedText(tests: readonly Json[]): string {
  return [...new Set(tests.map((test) => JSON.stringify(test)))].sort().join("\n");
}

/**
 * The fewest texts and prefixes that match the same, sorted, as JSON; undefined if there are other operators or if
 * only a number is meant.
 */
function startsOf(tests: readonly Json[]): string[] | undefined {
  const starts = tests.map(startOf);
  if (!starts.every((start) => start !== undefined)) return undefined;
  const needed = starts.filter(
    (start) => !starts.some((other) => other.isPrefix && other !== start && covers(other, start, starts)),
  );
  return [...new Set(needed.map(({ text, isPrefix }) => JSON.stringify([isPrefix, text])))].sort();
}

interface Start {
  readonly text: string;
  readonly isPrefix: boolean;
}

/** Of two prefixes that are equal, the first one stays. */
function covers(prefix: Start, start: Start, all: readonly Start[]): boolean {
  if (!start.text.startsWith(prefix.text)) return false;
  const isTwin = start.isPrefix && start.text === prefix.text;
  return !isTwin || all.indexOf(prefix) < all.indexOf(start);
}

function startOf(test: Json): Start | undefined {
  if (typeof test === "string") return { text: test, isPrefix: false };
  if (!isJsonObject(test) || Object.keys(test).length !== 1) return undefined;
  if (typeof test.prefix === "string") return { text: test.prefix, isPrefix: true };
  const start = typeof test.wildcard === "string" ? /^([^*\\]*)\*$/.exec(test.wildcard)?.[1] : undefined;
  return start === undefined ? undefined : { text: start, isPrefix: true };
}

function isNumeric(test: Json): boolean {
  if (typeof test === "number") return true;
  return isJsonObject(test) && Object.keys(test).length === 1 && Array.isArray(test.numeric);
}

/** Between the numbers that a range names nothing changes, so that a number at, between and beyond them decides. */
function isSameRange(a: readonly Json[], b: readonly Json[]): boolean {
  const named = [...a, ...b]
    .flatMap((test) => (isJsonObject(test) ? listOf(test.numeric) : [test]))
    .filter((part) => typeof part === "number")
    .sort((x, y) => x - y);
  const between = named.slice(1).map((number, index) => (number + named[index]!) / 2);
  const points = [(named[0] ?? 0) - 1, ...named, ...between, (named.at(-1) ?? 0) + 1];
  return points.every(
    (field) => matchesPattern({ field: a }, { field }) === matchesPattern({ field: b }, { field }),
  );
}
