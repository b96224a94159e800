import { KNOWN_TYPES } from "./known-types";
import { judge, whereIs, type Rule } from "../rule";

/** Rules judge only the resource types that they know. A resource of another type has not been judged by any rule. */
export const everyTypeIsKnown: Rule = {
  id: "OD-056",
  title: "Every resource is of a type that orgduty makes or a rule judges",
  severity: "warn",
  fix: "take it out of the stack, or review it by hand and waive this rule",
  evaluate: ({ plans }) =>
    judge(
      plans.stacks.flatMap(({ resources }) => resources.filter(({ after }) => after !== null)),
      "nothing is planned",
      whereIs,
      ({ type }) => (KNOWN_TYPES.has(type) ? undefined : `no rule knows ${type}`),
    ),
};
