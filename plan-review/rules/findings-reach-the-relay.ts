import { valueOf } from "../attributes";
import { findingRules, forwarderOf, hubOf, targetOf } from "../findings-path";
import { stringOf } from "../json";
import type { StackPlan } from "../plan-model";
import { policiesOf } from "../policies";
import { judge, organizationOf, regionPlans, resourcesIn, type ReviewContext, type Rule } from "../rule";

/** A chain of five: any link that is missing, and a region's findings go nowhere without anybody noticing. */
export const findingsReachTheRelay: Rule = {
  id: "OD-024",
  title: "Every region's findings have a whole path to the log relay",
  severity: "deny",
  fix: "put the missing link back: rule, target, queue policy, mapping or function",
  evaluate(context) {
    const forwarding = regionPlans(context).filter((plan) => organizationOf(context, plan).forwarding);
    return judge(
      forwarding,
      "the config forwards no findings",
      ({ stack }) => ({ stack }),
      (plan) => brokenLinks(context, plan),
    );
  },
};

function brokenLinks(context: ReviewContext, plan: StackPlan): string[] {
  const rule = findingRules(plan).find(
    (candidate) => stringOf(valueOf(candidate, "event_bus_name") ?? "default") === "default",
  );
  if (!rule) return ["no rule picks findings off the default bus"];
  if (valueOf(rule, "state") === "DISABLED") return [`${rule.address} is disabled`];
  const target = targetOf(plan, rule);
  if (!target) return [`${rule.address} has no target`];
  const arn = stringOf(valueOf(target, "arn"));
  const delivering = arn.includes(":event-bus/") ? hubOf(context, plan) : plan;
  if (!delivering) return ["the hub's foundation is not planned"];
  const lambda = forwarderOf(delivering);
  if (!lambda) return ["no function delivers to the log relay"];
  const connected = resourcesIn(delivering, "aws_lambda_event_source_mapping").filter(
    (mapping) => valueOf(mapping, "enabled") !== false,
  );
  return [
    ...(connected.length > 0 ? [] : ["no enabled mapping connects the queue to the function"]),
    ...(mayEventBridgeSend(context, delivering) ? [] : ["no queue policy lets EventBridge in"]),
  ];
}

/** Whether EventBridge may put messages into the queue that a stack's rule sends to. */
function mayEventBridgeSend(context: ReviewContext, plan: StackPlan): boolean {
  const rule = findingRules(plan)[0];
  const target = rule && targetOf(plan, rule);
  const queue = stringOf(target && valueOf(target, "arn"));
  return policiesOf(context)
    .filter(({ resource, kind }) => resource.stack === plan.stack && kind === "resource")
    .some(({ statements }) =>
      // A policy that cannot be read yet is another rule's matter.
      statements === undefined
        ? true
        : statements.some(
            ({ allows, principals, resources }) =>
              allows &&
              principals.includes("events.amazonaws.com") &&
              (queue === "" || resources.includes(queue) || resources.includes("*")),
          ),
    );
}
