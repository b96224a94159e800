import type { Rule } from "../rule";
import { judgeDifferences } from "./waived-differences";

/** Terraform reads the code only when it applies; a plan shows at most a hash of it. */
export const forwarderIsBuiltFromSource: Rule = {
  id: "OD-059",
  title: "The forwarder's code is what its source builds",
  severity: "deny",
  fix: "plan again from this checkout: the code is built when the stacks are synthesized",
  evaluate: (context) => judgeDifferences(context, ({ code }) => code),
};
