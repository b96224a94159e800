import type { Rule } from "../rule";
import { judgeDifferences } from "./waived-differences";

/**
 * A stack depends on nothing but config, snapshot and release. The config did not ask for anything else that is in
 * it.
 */
export const stacksAreTheConfigs: Rule = {
  id: "OD-057",
  title: "Every stack is the one that the config makes",
  severity: "deny",
  fix: "plan again from this checkout, or say in the config what is meant; else waive it in review.differences",
  evaluate: (context) => judgeDifferences(context, ({ configuration }) => configuration),
};
