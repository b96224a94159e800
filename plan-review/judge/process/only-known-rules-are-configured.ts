import { judge, type Rule } from "../rule";

/** If a rule id is misspelled, a waiver waives nothing and a deny denies nothing. */
export const onlyKnownRulesAreConfigured: Rule = {
  id: "OD-049",
  title: "The config names only rules that exist",
  severity: "deny",
  fix: "correct the id; docs/reviewing-a-plan.md lists them",
  evaluate: ({ config: { review }, ruleIds }) =>
    judge(
      [
        ...Object.keys(review.rules).map((id) => ["rules", id]),
        ...Object.keys(review.waivers).map((id) => ["waivers", id]),
      ],
      "the config says nothing about rules",
      () => ({}),
      ([section, id]) =>
        ruleIds.includes(id!) ? undefined : `review.${section}.${id}: there is no such rule`,
    ),
};
