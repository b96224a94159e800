import { resourcesIn } from "../region-view";
import { judgeRegions, type Rule } from "../rule";

/** GuardDuty closes gaps between ranks itself, and Terraform then reports drift in every plan. */
export const suppressionRanksHaveNoGap: Rule = {
  id: "OD-018",
  title: "Ranks of filters run from 1 without gaps",
  severity: "deny",
  fix: "number the filters of a region 1, 2, 3, each depending on the one before",
  evaluate(context) {
    if (context.plans.stacks.every((view) => resourcesIn(view, "aws_guardduty_filter").length === 0))
      return { verdict: "not-applicable", reason: "the plans hold no filter" };
    return judgeRegions(context, (view) => {
      const ranks = resourcesIn(view, "aws_guardduty_filter")
        .map(({ after }) => Number(after?.rank))
        .sort((a, b) => a - b);
      return ranks.every((rank, index) => rank === index + 1) ? undefined : `ranks are ${ranks.join(", ")}`;
    });
  },
};
