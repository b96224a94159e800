import { all, any, not, type Certainty } from "./certainty";
import { valuesIn, type Context } from "./context";
import type { Condition } from "./document";
import { OPERATORS, type Operator } from "./operators";
import { withVariables } from "./variables";

interface ReadOperator {
  readonly set?: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly base?: Operator;
}

/**
 * Whether a condition holds for a request. A key that the request does not carry fails a condition, and meets a negated one
 * and `IfExists`. What is not known of the request, and an operator that IAM does not document, cannot be told.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds(condition: Condition, context: Context, takesVariables: boolean): Certainty {
  const { operator, key, values } = condition;
  const found = valuesIn(context, key);
  if (operator.toLowerCase() === "null") return isNull(values, found);
  const read = operatorOf(operator);
  if (!read.base || found === undefined) return undefined;
  if (found.length === 0) return holdsWithoutKey(read);
  const each = found.map((actual) =>
    comparesWith(values, actual, read, takesVariables ? context : undefined),
  );
  if (read.set === "foranyvalue") return any(each);
  // Several values and no word on whether all or one of them count: IAM documents nothing.
  return read.set === "forallvalues" || each.length === 1 ? all(each) : undefined;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function holdsWithoutKey({ set, negated, ifExists }: ReadOperator): boolean {
  if (ifExists || set === "forallvalues") return true;
  return set === undefined && negated;
}

function isNull(values: readonly string[], found: readonly string[] | undefined): Certainty {
  if (found === undefined) return undefined;
  const wanted = values.map((value) => value.toLowerCase());
  if (wanted.some((value) => value !== "true" && value !== "false")) return undefined;
  return wanted.includes(String(found.length === 0));
}

/** Whether one value of the request passes: equals one of the policy's, or none of them if the operator is negated. */
function comparesWith(
  values: readonly string[],
  actual: string,
  { base, negated }: ReadOperator,
  variables: Context | undefined,
): Certainty {
  const isOne = any(
    values.map((value) => {
      const wanted = base!.takesVariables && variables ? withVariables(value, variables) : [value];
      return wanted && base!.compare(wanted, actual);
    }),
  );
  return negated ? not(isOne) : isOne;
}

function operatorOf(written: string): ReadOperator {
  const [, set, name = ""] = /^(?:(forallvalues|foranyvalue):)?(.*)$/.exec(written.toLowerCase()) ?? [];
  const exists = name.endsWith("ifexists");
  const own = exists ? name.slice(0, -"ifexists".length) : name;
  const [, before, after] = /^(string|numeric|date|arn|)not(.*)$/.exec(own) ?? [];
  const negated = before !== undefined;
  const base = negated ? `${before}${after}` : own;
  return {
    ...(set !== undefined && { set }),
    negated,
    ifExists: exists,
    ...(Object.hasOwn(OPERATORS, base) && isNegatable(base, negated) && { base: OPERATORS[base] }),
  };
}

/** Of comparisons by size, and of Bool and BinaryEquals, IAM has no opposite. */
function isNegatable(base: string, negated: boolean): boolean {
  return !negated || /^(string|arn)|^(numeric|date)equals$|^ipaddress$/.test(base);
}
