import type { Rule } from "../rule";
import { judgeDifferences } from "./waived-differences";

/** Terraform reads the code when it applies: a plan shows a hash of it at most. */
export const forwarderIsBuiltFromSource: Rule = {
  id: "OD-059",
  title: "The forwarder's code is what its source builds",
  severity: "deny",
  fix: "plan again from this checkout: the code is built when the stacks are synthesized",
  evaluate: (context) => judgeDifferences(context, ({ code }) => code),
};
