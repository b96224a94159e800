import { regionFacts } from "./region-facts";
import { judgeRegions, type Rule } from "../rule";

/** Everything is set up per region: if one piece is missing, no account is covered in that region. */
export const everyRegionIsAdministered: Rule = {
  id: "OD-006",
  title: "Every planned region has a detector, a delegation and an organization configuration",
  severity: "deny",
  fix: "put the missing resource back into the region's stack",
  evaluate(context) {
    return judgeRegions(context, (plan) => {
      const { administratorDetector, delegation, organizationConfiguration } = regionFacts(plan);
      return [
        ...(administratorDetector ? [] : ["no detector of the administrator is on"]),
        ...(delegation ? [] : ["the management account delegates to nobody"]),
        ...(organizationConfiguration ? [] : ["the administrator configures no organization"]),
      ];
    });
  },
};
