import { foundationView, organizationOf, regionViews, type RegionView } from "../region-view";
import { valueOf } from "../../read/attributes";
import { isEnabled, picksAsConfigured, rulesOnTheBus } from "./path/finding-rules";
import { stringOf } from "../../read/json";
import { judge, type ReviewContext, type Rule } from "../rule";

/** If a rule matches less than the config says, the other findings are lost without a trace. */
export const rulesPickAsConfigured: Rule = {
  id: "OD-050",
  title: "Every region's rule picks exactly the findings that the config names",
  severity: "deny",
  fix: "change forwarding.minimumSeverity or findingTypes, not the stack, and plan again",
  evaluate: (context) =>
    judge(
      forwardingPlans(context).filter((view) => rulesOnTheBus(view).some(isEnabled)),
      "no enabled rule picks findings",
      ({ stack }) => ({ stack }),
      (view) => {
        const on = rulesOnTheBus(view).filter(isEnabled);
        if (on.some((rule) => picksAsConfigured(organizationOf(context, view), view, rule))) return undefined;
        return on.map((rule) => `${rule.address} picks ${stringOf(valueOf(rule, "event_pattern"))}`);
      },
    ),
};

/** The regions that forward findings, and the foundation of a hub. */
function forwardingPlans(context: ReviewContext): RegionView[] {
  const regions = regionViews(context).filter((view) => organizationOf(context, view).forwarding);
  const hubs = regions
    .filter((view) => organizationOf(context, view).forwarding?.topology === "hub")
    .flatMap((view) => foundationView(context, view.partition) ?? []);
  return [...regions, ...new Set(hubs)];
}
