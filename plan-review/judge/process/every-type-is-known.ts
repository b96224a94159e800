import { KNOWN_TYPES } from "./known-types";
import { judge, whereIs, type Rule } from "../rule";

/** Rules look at types that they know: what is of another type, none of them has judged. */
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
