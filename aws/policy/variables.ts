import { valuesIn, type Context } from "./context";
import type { PatternPart } from "./wildcards";

/**
 * A text of a policy with its variables replaced; undefined if one of them is not known. A value that replaces one is
 * taken as it is, wildcards included, and so is `${*}`. An absent key takes the variable's default; without one IAM takes
 * the whole statement for invalid, of which nothing is concluded here.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function withVariables(text: string, context: Context): readonly PatternPart[] | undefined {
  const parts: PatternPart[] = [];
  let end = 0;
  for (const { 0: written, 1: inner = "", index } of text.matchAll(/\$\{([^}]*)\}/g)) {
    const literal = valueOf(inner, context);
    if (literal === undefined) return undefined;
    parts.push(text.slice(end, index), { literal });
    end = index + written.length;
  }
  return [...parts, text.slice(end)];
}

function valueOf(inner: string, context: Context): string | undefined {
  if (["*", "?", "$"].includes(inner)) return inner;
  const [, key = inner, standard] = /^(.*?)\s*,\s*'(.*)'\s*$/.exec(inner) ?? [];
  const values = valuesIn(context, key.trim());
  if (values?.length === 0) return standard;
  return values?.length === 1 ? values[0] : undefined;
}
