import type { Rule } from "../rule";
import { judgeDifferences } from "./waived-differences";

/** Providers, modules, overrides and the backend decide what an apply does just as much as the stack does. */
export const plansHoldNothingElse: Rule = {
  id: "OD-058",
  title: "Every plan has the project's providers and backend, and no file, module or option besides",
  severity: "deny",
  fix: "plan again with `./orgduty plan`, with the committed lock file and nothing else in the stack's folder",
  evaluate: (context) => judgeDifferences(context, ({ surroundings }) => surroundings),
};
