import { matches } from "../../../aws/policy/wildcards";

/** A condition on one field, new names and old ones. Numbers on times are milliseconds since 1970. */
interface Condition {
  equals?: string[];
  eq?: string[];
  notEquals?: string[];
  neq?: string[];
  matches?: string[];
  notMatches?: string[];
  greaterThan?: number;
  gt?: number;
  greaterThanOrEqual?: number;
  gte?: number;
  lessThan?: number;
  lt?: number;
  lessThanOrEqual?: number;
  lte?: number;
}

/** Whether a finding meets every condition. A field is a path into the finding, e.g. `service.archived`. */
export function meetsCriteria(finding: object, criteria: unknown): boolean {
  const { criterion = {} } = (criteria ?? {}) as { criterion?: Record<string, Condition> };
  return Object.entries(criterion).every(([field, condition]) => meets(valuesAt(finding, field), condition));
}

/** All values at a path. There are several if the path goes through a list. */
export function valuesAt(value: unknown, path: string): unknown[] {
  let values = [value];
  for (const step of path.split(".")) {
    values = values.flatMap((parent) => (parent as Record<string, unknown> | undefined | null)?.[step] ?? []);
  }
  return values;
}

function meets(values: unknown[], condition: Condition): boolean {
  const texts = values.map(String);
  const anyOf = (wanted: string[] | undefined) => !wanted || wanted.some((text) => texts.includes(text));
  const noneOf = (unwanted: string[] | undefined) => !unwanted?.some((text) => texts.includes(text));
  const matchesAny = (patterns: string[]) =>
    patterns.some((pattern) => texts.some((text) => matches(pattern, text)));
  return (
    anyOf(condition.equals ?? condition.eq) &&
    noneOf(condition.notEquals ?? condition.neq) &&
    (!condition.matches || matchesAny(condition.matches)) &&
    (!condition.notMatches || !matchesAny(condition.notMatches)) &&
    withinBounds(values.map(toNumber), condition)
  );
}

function withinBounds(numbers: number[], condition: Condition): boolean {
  const above = condition.greaterThan ?? condition.gt;
  const from = condition.greaterThanOrEqual ?? condition.gte;
  const below = condition.lessThan ?? condition.lt;
  const to = condition.lessThanOrEqual ?? condition.lte;
  if ([above, from, below, to].every((bound) => bound === undefined)) return true;
  return numbers.some(
    (number) =>
      number > (above ?? -Infinity) &&
      number >= (from ?? -Infinity) &&
      number < (below ?? Infinity) &&
      number <= (to ?? Infinity),
  );
}

function toNumber(value: unknown): number {
  return typeof value === "number" ? value : Date.parse(String(value));
}
