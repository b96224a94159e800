import { BlockList, isIP } from "node:net";
import { isJsonObject, listOf, type Json } from "../json";

/** One element of a pattern's array: a value to equal, or an object with one comparison. */
export function valuePasses(test: Json, value: Json): boolean {
  if (!isJsonObject(test)) return value === test;
  return Object.entries(test).every(
    ([name, operand]) => COMPARISONS[name]?.(operand ?? null, value) ?? false,
  );
}

type Comparison = (operand: Json, value: Json) => boolean;

/**
 * EventBridge's comparisons, all but `exists`, which looks at the key rather than the value.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  prefix: (operand, value) => affix(operand, value, (text, part) => text.startsWith(part)),
  suffix: (operand, value) => affix(operand, value, (text, part) => text.endsWith(part)),
  "equals-ignore-case": (operand, value) =>
    typeof operand === "string" && typeof value === "string" && operand.toLowerCase() === value.toLowerCase(),
  wildcard: (operand, value) =>
    typeof operand === "string" && typeof value === "string" && wildcard(operand).test(value),
  numeric: (operand, value) => Array.isArray(operand) && typeof value === "number" && numeric(operand, value),
  cidr: (operand, value) =>
    typeof operand === "string" && typeof value === "string" && inNetwork(operand, value),
  "anything-but": (operand, value) =>
    !listOf(operand)
      .flatMap(each)
      .some((one) => valuePasses(one, value)),
};

/** Inside anything-but, and only there, a comparison may take a list. Each of its items is a test. */
function each(test: Json): Json[] {
  if (!isJsonObject(test)) return [test];
  return Object.entries(test).flatMap(([name, operand]) => listOf(operand).map((one) => ({ [name]: one })));
}

function affix(operand: Json, value: Json, test: (text: string, part: string) => boolean): boolean {
  if (typeof value !== "string") return false;
  if (typeof operand === "string") return test(value, operand);
  const part = isJsonObject(operand) ? operand["equals-ignore-case"] : undefined;
  return typeof part === "string" && test(value.toLowerCase(), part.toLowerCase());
}

/** `*` matches any number of characters; a backslash makes the next character literal. */
function wildcard(pattern: string): RegExp {
  const source = pattern.replace(
    /\\(.)|(\*)|([^\\*]+)/gs,
    (_all, escaped?: string, star?: string, text?: string) =>
      star ? "[^]*" : (escaped ?? text ?? "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
  );
  return new RegExp(`^${source}$`);
}

/** [">=", 4, "<", 7]: operators and numbers in turn. All of the comparisons must hold. */
function numeric(operands: readonly Json[], value: number): boolean {
  for (let index = 0; index < operands.length; index += 2) {
    const limit = operands[index + 1];
    if (typeof limit !== "number" || !holds(value, operands[index] ?? null, limit)) return false;
  }
  return true;
}

function holds(value: number, operator: Json, limit: number): boolean {
  switch (operator) {
    case "<":
      return value < limit;
    case "<=":
      return value <= limit;
    case "=":
      return value === limit;
    case ">=":
      return value >= limit;
    case ">":
      return value > limit;
    default:
      return false;
  }
}

function inNetwork(cidr: string, value: string): boolean {
  const [network = "", bits = ""] = cidr.split("/");
  const family = isIP(network) === 6 ? "ipv6" : "ipv4";
  if (isIP(network) === 0 || isIP(value) !== isIP(network)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(value, family);
}
