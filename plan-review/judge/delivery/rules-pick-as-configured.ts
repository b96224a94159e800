import { valueOf } from "../../read/attributes";
import { isEnabled, picksAsConfigured, rulesOnTheBus } from "./path/finding-rules";
import { hubOf } from "./path/findings-path";
import { stringOf } from "../../read/json";
import type { StackPlan } from "../../read/plan-model";
import { judge, organizationOf, regionPlans, type ReviewContext, type Rule } from "../rule";

/** A rule that picks less than the config says loses the rest of the findings without a trace. */
export const rulesPickAsConfigured: Rule = {
  id: "OD-050",
  title: "Every region's rule picks exactly the findings that the config names",
  severity: "deny",
  fix: "change forwarding.minimumSeverity or findingTypes, not the stack, and plan again",
  evaluate: (context) =>
    judge(
      forwardingPlans(context).filter((plan) => rulesOnTheBus(plan).some(isEnabled)),
      "no enabled rule picks findings",
      ({ stack }) => ({ stack }),
      (plan) => {
        const on = rulesOnTheBus(plan).filter(isEnabled);
        if (on.some((rule) => picksAsConfigured(organizationOf(context, plan), plan, rule))) return undefined;
        return on.map((rule) => `${rule.address} picks ${stringOf(valueOf(rule, "event_pattern"))}`);
      },
    ),
};

/** Regions that forward, and the foundation of a hub. */
function forwardingPlans(context: ReviewContext): StackPlan[] {
  const regions = regionPlans(context).filter((plan) => organizationOf(context, plan).forwarding);
  const hubs = regions
    .filter((plan) => organizationOf(context, plan).forwarding?.topology === "hub")
    .flatMap((plan) => hubOf(context, plan) ?? []);
  return [...regions, ...new Set(hubs)];
}
