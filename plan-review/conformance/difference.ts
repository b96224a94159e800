import { canonical, objectOf, parsedOf, stringOf } from "../read/json";
import { ownPath, type Path } from "./own-path";
import { shownPair } from "./shown-pair";

/** One respect in which a plan file differs from what the config produces. */
export interface Difference {
  /**
   * The address as Terraform writes it: `aws_sqs_queue.findings`, `provider.aws.management`, `var.x`; or the name of
   * a file.
   */
  readonly address: string;
  /** The path below the address, e.g. `policy.Statement[1].Principal`; empty if the whole is meant. */
  readonly attribute: string;
  readonly expected: string;
  readonly planned: string;
}

/**
 * Finds every difference between two configurations in Terraform's JSON. Embedded JSON, such as a policy, is compared
 * part by part.
 */
export function jsonDifferences(expected: unknown, planned: unknown): Difference[] {
  return differingPaths(expected, planned, []).map(({ path, was, is }) => {
    const { address, attribute } = ownPath(path);
    return { address, attribute, ...shownPair(was, is, path.at(-1)) };
  });
}

interface DifferingPath {
  readonly path: Path;
  readonly was: unknown;
  readonly is: unknown;
}

function differingPaths(was: unknown, is: unknown, path: Path): DifferingPath[] {
  if (canonical(was) === canonical(is)) return [];
  const children = childrenOf(was, is, path);
  return children?.flatMap(([key, a, b]) => differingPaths(a, b, [...path, key])) ?? [{ path, was, is }];
}

type Child = readonly [key: string | number, was: unknown, is: unknown];

/**
 * The parts to compare instead of reporting these two values as different; undefined if the values have no parts to
 * compare.
 */
function childrenOf(was: unknown, is: unknown, path: Path): Child[] | undefined {
  const [a, b] = [structureOf(was), structureOf(is)];
  if (path[0] === "provider" && path.length === 2) return pairs(byAlias(was), byAlias(is));
  if (Array.isArray(a) && Array.isArray(b)) return items(a, b);
  if (isMap(a) && isMap(b)) return pairs(a, b);
  // If a whole type is new, each of its resources is reported under its own address.
  const isAboveAddress =
    path.length < depthOf(path) && (isMap(a) || isMap(b)) && (a === undefined || b === undefined);
  return isAboveAddress ? pairs(objectOf(a), objectOf(b)) : undefined;
}

/** The length of a path to a named thing in each of Terraform's blocks, e.g. 3 for resource, type and name. */
function depthOf([block]: Path): number {
  if (block === undefined) return 1;
  if (["resource", "data", "ephemeral", "action"].includes(String(block))) return 3;
  return ["variable", "output", "locals", "module", "check", "provider"].includes(String(block)) ? 2 : 1;
}

function structureOf(value: unknown): unknown {
  const embedded = typeof value === "string" && /^\s*[{[]/.test(value) ? parsedOf(value) : undefined;
  return embedded ?? value;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pairs(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): Child[] {
  const own = (map: Readonly<Record<string, unknown>>, key: string) =>
    Object.hasOwn(map, key) ? map[key] : undefined;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [key, own(a, key), own(b, key)]);
}

/**
 * Pairs up two lists item by item. Equal items at both ends are left out, so that an insertion counts as one
 * difference.
 */
function items(a: readonly unknown[], b: readonly unknown[]): Child[] {
  const same = (x: unknown, y: unknown) => canonical(x) === canonical(y);
  let [start, end] = [0, 0];
  const shorter = Math.min(a.length, b.length);
  while (start < shorter && same(a[start], b[start])) start += 1;
  while (end < shorter - start && same(a.at(-1 - end), b.at(-1 - end))) end += 1;
  const count = Math.max(a.length, b.length) - start - end;
  return Array.from({ length: count }, (_, offset) => {
    const index = start + offset;
    return [
      index,
      index < a.length - end ? a[index] : undefined,
      index < b.length - end ? b[index] : undefined,
    ] as const;
  });
}

/** Provider configurations by alias, because their order has no meaning. */
function byAlias(configurations: unknown): Record<string, unknown> {
  const list = Array.isArray(configurations)
    ? configurations
    : configurations === undefined
      ? []
      : [configurations];
  const named = new Map<string, unknown>();
  for (const configuration of list) {
    const alias = stringOf(objectOf(configuration).alias);
    let name = alias;
    for (let turn = 2; named.has(name); turn += 1) name = `${alias}#${turn}`;
    named.set(name, configuration);
  }
  return Object.fromEntries(named);
}
