import { regionFacts } from "./region-facts";
import { judgeRegions, type Rule } from "../rule";

/** CreateMembers refuses the management account until it has a detector of its own. Most setups forget this. */
export const managementAccountIsCovered: Rule = {
  id: "OD-009",
  title: "The management account has a detector of its own in every region",
  severity: "deny",
  fix: "put the management account's detector back into the region's stack, enabled",
  evaluate(context) {
    return judgeRegions(context, (plan) =>
      regionFacts(plan).managementDetector ? undefined : "the management account has no detector that is on",
    );
  },
};
