import { BlockList, isIP } from "node:net";
import { parseArn } from "../arn";
import type { Certainty } from "./certainty";
import { matches, type PatternPart } from "./wildcards";

/** Compares a policy's value, in parts, with the request's; undefined if they cannot be compared. */
export type Comparison = (wanted: readonly PatternPart[], actual: string) => Certainty;

/** An operator without `Not`, set prefix and `IfExists`. */
export interface Operator {
  readonly compare: Comparison;
  readonly takesVariables: boolean;
}

const string = (compare: Comparison): Operator => ({ compare, takesVariables: true });
const plain = (compare: (wanted: string, actual: string) => Certainty): Operator => ({
  compare: (wanted, actual) => compare(textOf(wanted), actual),
  takesVariables: false,
});

/**
 * IAM's operators, by their names in small letters. A negated one is the opposite of the other, and is not listed.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  stringequals: string((wanted, actual) => textOf(wanted) === actual),
  stringequalsignorecase: string((wanted, actual) => textOf(wanted).toLowerCase() === actual.toLowerCase()),
  stringlike: string(matches),
  arnequals: string(matchesArn),
  arnlike: string(matchesArn),
  bool: string((wanted, actual) => textOf(wanted).toLowerCase() === actual.toLowerCase()),
  binaryequals: plain((wanted, actual) => wanted === actual),
  ipaddress: plain(inNetwork),
  ...ordered("numeric", (text) => (text.trim() === "" ? NaN : Number(text))),
  ...ordered("date", (text) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text))),
};

function ordered(family: string, read: (text: string) => number): Record<string, Operator> {
  const operator = (test: (wanted: number, actual: number) => boolean) =>
    plain((wanted, actual) => {
      const numbers = [read(wanted), read(actual)] as const;
      return numbers.some(Number.isNaN) ? undefined : test(...numbers);
    });
  return {
    [`${family}equals`]: operator((wanted, actual) => actual === wanted),
    [`${family}lessthan`]: operator((wanted, actual) => actual < wanted),
    [`${family}lessthanequals`]: operator((wanted, actual) => actual <= wanted),
    [`${family}greaterthan`]: operator((wanted, actual) => actual > wanted),
    [`${family}greaterthanequals`]: operator((wanted, actual) => actual >= wanted),
  };
}

/** Each of an ARN's six parts is compared by itself. A pattern of fewer parts is no ARN, and IAM says nothing of it. */
function matchesArn(wanted: readonly PatternPart[], actual: string): Certainty {
  const patterns = splitParts(wanted);
  if (patterns.length < 6) return matches(wanted, actual) ? undefined : false;
  const { partition, service, region, accountId, resource } = parseArn(actual);
  const parts = ["arn", partition, service, region, accountId, resource];
  return actual.startsWith("arn:") && parts.every((part, index) => matches(patterns[index]!, part));
}

/** A pattern's parts between colons, the sixth with all that follows it. Colons in a variable's value do not count. */
function splitParts(pattern: readonly PatternPart[]): PatternPart[][] {
  const split: PatternPart[][] = [[]];
  for (const part of pattern) {
    if (typeof part !== "string") {
      split.at(-1)!.push(part);
      continue;
    }
    const [first = "", ...others] = part.split(":");
    split.at(-1)!.push(first);
    for (const text of others) {
      if (split.length < 6) split.push([text]);
      else split.at(-1)!.push(`:${text}`);
    }
  }
  return split;
}

function inNetwork(wanted: string, actual: string): Certainty {
  const [network = "", prefix] = wanted.split("/");
  const [family, asked] = [isIP(network), isIP(actual)];
  if (family === 0 || asked === 0) return undefined;
  if (family !== asked) return false;
  const longest = family === 4 ? 32 : 128;
  const length = prefix === undefined ? longest : Number(prefix);
  if (!Number.isInteger(length) || length < 0 || length > longest) return undefined;
  const type = family === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, length, type);
  return list.check(actual, type);
}

function textOf(parts: readonly PatternPart[]): string {
  return parts.map((part) => (typeof part === "string" ? part : part.literal)).join("");
}
