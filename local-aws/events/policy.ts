import { isJsonObject, listOf, type Json, type JsonObject } from "../../aws/json";

/** A question to a policy: may this principal do this to that resource, in this context? */
export interface PolicyQuestion {
  readonly action: string;
  readonly resource: string;
  /** Absent if a role's own policies are asked. */
  readonly principal?: { readonly kind: "Service" | "AWS"; readonly name: string };
  /** Condition keys in lower case, e.g. `aws:sourcearn`. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Whether a policy document allows something: one statement allows it and none denies it. An unknown condition operator
 * holds in a denial and nowhere else, so that a typing error does not open a queue.
 */
export function policyAllows(document: string | undefined, question: PolicyQuestion): boolean {
  if (document === undefined || document === "") return false;
  const policy = JSON.parse(document) as JsonObject;
  const applying = listOf(policy.Statement)
    .filter(isJsonObject)
    .filter((statement) => applies(statement, question));
  return (
    applying.some(({ Effect }) => Effect === "Allow") && !applying.some(({ Effect }) => Effect === "Deny")
  );
}

function applies(statement: JsonObject, question: PolicyQuestion): boolean {
  return (
    principalApplies(statement, question.principal) &&
    named(statement, "Action", (pattern) => like(pattern.toLowerCase(), question.action.toLowerCase())) &&
    (question.resource === "" ||
      named(statement, "Resource", (pattern) => like(pattern, question.resource))) &&
    conditionsHold(statement, question.context)
  );
}

/**
 * Whether a statement covers a name: `Action` lists what it covers, `NotAction` what it leaves out. `Resource` and
 * `NotResource` work alike.
 */
function named(
  statement: JsonObject,
  key: "Action" | "Resource",
  test: (pattern: string) => boolean,
): boolean {
  const excluded = statement[`Not${key}`];
  if (excluded !== undefined) return !strings(excluded).some(test);
  return strings(statement[key]).some(test);
}

function principalApplies(
  { Effect, Principal, NotPrincipal }: JsonObject,
  asked: PolicyQuestion["principal"],
): boolean {
  if (asked === undefined) return true;
  if (NotPrincipal !== undefined) return !principalNamed(NotPrincipal, asked);
  return principalNamed(Principal, asked) || (Effect === "Deny" && isEverybody(Principal));
}

/**
 * `{"AWS": "*"}` means the same as `"*"`, but it includes services only in a denial.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function isEverybody(principal: Json | undefined): boolean {
  return isJsonObject(principal) && strings(principal.AWS).includes("*");
}

function principalNamed(
  principal: Json | undefined,
  asked: NonNullable<PolicyQuestion["principal"]>,
): boolean {
  if (principal === "*") return true;
  if (!isJsonObject(principal)) return false;
  const names = strings(principal[asked.kind]);
  if (asked.kind === "Service") return names.includes(asked.name);
  const accountRoot = asked.name.replace(/^(arn:[^:]+:)[^:]+(::\d{12}:).*$/, "$1iam$2root");
  return names.some((name) => [asked.name, accountRoot, accountRoot.split(":")[4], "*"].includes(name));
}

function conditionsHold({ Effect, Condition }: JsonObject, context: PolicyQuestion["context"]): boolean {
  if (!isJsonObject(Condition)) return true;
  const ifUnknown = Effect === "Deny";
  return Object.entries(Condition).every(
    ([operator, keys]) =>
      isJsonObject(keys) &&
      Object.entries(keys).every(
        ([key, values]) => conditionHolds(operator, context[key.toLowerCase()], strings(values)) ?? ifUnknown,
      ),
  );
}

/** Undefined if the operator is unknown. */
function conditionHolds(
  name: string,
  actual: string | undefined,
  values: readonly string[],
): boolean | undefined {
  const optional = name.endsWith("IfExists");
  const operator = optional ? name.slice(0, -"IfExists".length) : name;
  if (operator === "Null") return values.some((value) => (value === "true") === (actual === undefined));
  const test = CONDITIONS[operator.replace("Not", "")];
  if (test === undefined) return undefined;
  const negated = operator.includes("Not");
  if (actual === undefined) return optional || negated;
  return values.some((value) => test(value, actual)) !== negated;
}

/** `Not` in an operator's name negates it: StringNotEquals, ArnNotLike. */
const CONDITIONS: Readonly<Record<string, (value: string, actual: string) => boolean>> = {
  StringEquals: (value, actual) => value === actual,
  StringEqualsIgnoreCase: (value, actual) => value.toLowerCase() === actual.toLowerCase(),
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
  Bool: (value, actual) => value === actual,
};

/** Matches with IAM's wildcards: `*` for any number of characters, `?` for one. */
function like(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, "[^]*")
    .replace(/\?/g, "[^]");
  return new RegExp(`^${source}$`).test(text);
}

function strings(value: Json | undefined): readonly string[] {
  return listOf(value).map(String);
}
