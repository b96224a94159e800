/** Services whose ARNs name a thing without saying of which type it is. */
const WITHOUT_TYPES = ["s3", "sns", "sqs"];

/** A part of a pattern: a text in which `*` and `?` are wildcards, or one that is taken as it is. */
export type PatternPart = string | { readonly literal: string };

/** Stands for any number of characters. */
const ANY = Symbol("*");
/** Stands for one character. */
const ONE = Symbol("?");

/** Whether AWS reads a text as a pattern. */
export function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/**
 * Whether a text matches a pattern: `*` stands for any number of characters, `?` for one. Every pattern of AWS with these
 * two is matched here: of policies and of finding criteria. Takes time in proportion to pattern and text, whatever they are.
 */
export function matches(pattern: string | readonly PatternPart[], text: string): boolean {
  const tokens = tokensOf(pattern);
  const characters = [...text];
  let [next, at, star, from] = [0, 0, -1, 0];
  while (at < characters.length) {
    const token = tokens[next];
    if (token === ANY) [star, from, next] = [next, at, next + 1];
    else if (token !== undefined && (token === ONE || token === characters[at]))
      [next, at] = [next + 1, at + 1];
    else if (star >= 0) [from, at, next] = [from + 1, from + 1, star + 1];
    else return false;
  }
  return tokens.slice(next).every((token) => token === ANY);
}

function tokensOf(pattern: string | readonly PatternPart[]): (string | symbol)[] {
  const parts = typeof pattern === "string" ? [pattern] : pattern;
  return parts.flatMap((part) => {
    if (typeof part !== "string") return [...part.literal];
    return [...part].map((character) => (character === "*" ? ANY : character === "?" ? ONE : character));
  });
}

/**
 * Whether a resource of a policy names nothing in particular: `*`, `arn:*`, every account's (`arn:aws:iam::*:role/a`) or
 * all of a type (`arn:aws:kms:eu-west-1:111111111111:key/*`).
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function namesEverything(resource: string): boolean {
  if (!isPattern(resource)) return false;
  const [, , service = "", , account = "", ...rest] = resource.split(":");
  if (rest.length === 0 || isPattern(service) || isPattern(account)) return true;
  const name = rest.join(":");
  const withoutType = WITHOUT_TYPES.includes(service) ? name : name.replace(/^[a-z-]+[:/]/, "");
  return /^[*?:/]+$/.test(withoutType);
}
