import { organizationOf, regionViews, resourcesIn, type RegionView, foundationView } from "../region-view";
import { valueOf } from "../../read/attributes";
import { isEnabled, pickingRule, rulesOnTheBus } from "./path/finding-rules";
import { isHubsBus, targetsOf } from "./path/finding-targets";
import { forwarderOf } from "./path/findings-path";
import { stringOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { deliveryTo, whyEventsAreRefused } from "./path/queue-access";
import { isWholly, type Accounts } from "./path/whole-arns";
import { judge, type ReviewContext, type Rule } from "../rule";

/**
 * The findings path is a chain of five links. If any of them is missing, a region's findings are lost without notice.
 */
export const findingsReachTheRelay: Rule = {
  id: "OD-024",
  title: "Every region's findings have a whole path to the log relay",
  severity: "deny",
  fix: "put the missing link back: rule, target, queue policy, mapping or function",
  evaluate(context) {
    const forwarding = regionViews(context).filter((view) => organizationOf(context, view).forwarding);
    return judge(
      forwarding,
      "the config forwards no findings",
      ({ stack }) => ({ stack }),
      (view) => brokenLinks(context, view),
    );
  },
};

function brokenLinks(context: ReviewContext, view: RegionView): string[] {
  const organization = organizationOf(context, view);
  const rules = rulesOnTheBus(view);
  const rule = pickingRule(organization, view);
  if (!rule)
    return rules.length === 0
      ? ["no rule picks findings off the default bus"]
      : rules.filter((candidate) => !isEnabled(candidate)).map(({ address }) => `${address} is disabled`);
  return bestOf(
    targetsOf(view, rule).map((target) =>
      isHubsBus(context.config, target)
        ? brokenInHub(context, view)
        : brokenAfter(context, view, rule, target),
    ),
    `${rule.address} has no target`,
  );
}

function brokenInHub(context: ReviewContext, view: RegionView): string[] {
  const hub = foundationView(context, view.partition);
  if (!hub) return ["the hub's foundation is not planned"];
  const rule = pickingRule(organizationOf(context, view), hub);
  if (!rule) return ["no rule picks findings off the hub's bus"];
  const ways = targetsOf(hub, rule).map((target) => brokenAfter(context, hub, rule, target));
  return bestOf(ways, `${rule.address} has no target`);
}

/** One complete path is enough. If several paths are broken, the first one is reported. */
function bestOf(ways: readonly string[][], none: string): string[] {
  return ways.find((broken) => broken.length === 0) ?? ways[0] ?? [none];
}

/**
 * What is missing between a rule's target and the relay. The target's ARN is empty if it is known only after apply.
 */
function brokenAfter(
  context: ReviewContext,
  view: RegionView,
  rule: PlannedResource,
  target: PlannedResource,
): string[] {
  const lambda = forwarderOf(view);
  if (!lambda) return ["no function delivers to the log relay"];
  const organization = organizationOf(context, view);
  const delivery = deliveryTo(organization, view, rule, target);
  const refusal = whyEventsAreRefused(context, delivery);
  return [
    ...(takesFrom(organization, view, stringOf(valueOf(target, "arn")), lambda)
      ? []
      : ["no enabled mapping connects the queue to the function"]),
    ...(refusal === undefined ? [] : [refusal]),
  ];
}

function takesFrom(accounts: Accounts, view: RegionView, queue: string, lambda: PlannedResource): boolean {
  return resourcesIn(view, "aws_lambda_event_source_mapping").some((mapping) => {
    const source = stringOf(valueOf(mapping, "event_source_arn"));
    const isQueue = source === queue || source === "" || queue === "";
    return (
      isQueue && valueOf(mapping, "enabled") !== false && isWholly(accounts, mapping, "function_name", lambda)
    );
  });
}
