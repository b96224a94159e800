import { pointsTo, valueOf } from "../attributes";
import { findingRules, forwarderOf, hubOf, isEnabled, targetOf } from "../findings-path";
import { stringOf } from "../json";
import type { PlannedResource, StackPlan } from "../plan-model";
import { policiesOf, type Policy, type Statement } from "../policies";
import { judge, organizationOf, regionPlans, resourcesIn, type ReviewContext, type Rule } from "../rule";

/** Actions that include sending, in small letters: IAM does not tell them apart. */
const SENDING = ["sqs:sendmessage", "sqs:send*", "sqs:*", "*"];

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
  const rules = findingRules(plan).filter(
    (candidate) => stringOf(valueOf(candidate, "event_bus_name") ?? "default") === "default",
  );
  if (rules.length === 0) return ["no rule picks findings off the default bus"];
  const rule = rules.find(isEnabled);
  if (!rule) return rules.map(({ address }) => `${address} is disabled`);
  const target = targetOf(plan, rule);
  if (!target) return [`${rule.address} has no target`];
  const toBus = stringOf(valueOf(target, "arn")).includes(":event-bus/");
  const delivering = toBus ? hubOf(context, plan) : plan;
  if (!delivering) return ["the hub's foundation is not planned"];
  const lambda = forwarderOf(delivering);
  if (!lambda) return ["no function delivers to the log relay"];
  const queue = queueArn(delivering);
  return [
    ...(takesFrom(delivering, queue, lambda)
      ? []
      : ["no enabled mapping connects the queue to the function"]),
    ...(mayEventBridgeSend(context, delivering, queue) ? [] : ["no queue policy lets EventBridge in"]),
  ];
}

/** The queue that a stack's rule sends to; empty where its ARN is known only after apply. */
function queueArn(plan: StackPlan): string {
  const rule = findingRules(plan).find(isEnabled);
  const target = rule && targetOf(plan, rule);
  return stringOf(target && valueOf(target, "arn"));
}

function takesFrom(plan: StackPlan, queue: string, lambda: PlannedResource): boolean {
  return resourcesIn(plan, "aws_lambda_event_source_mapping").some((mapping) => {
    const source = stringOf(valueOf(mapping, "event_source_arn"));
    const isQueue = source === queue || source === "" || queue === "";
    return (
      isQueue &&
      valueOf(mapping, "enabled") !== false &&
      pointsTo(mapping, "function_name", lambda, "function_name")
    );
  });
}

/** A policy that cannot be read yet is another rule's matter. */
function mayEventBridgeSend(context: ReviewContext, plan: StackPlan, queue: string): boolean {
  const isOfQueue = ({ resource: { stack, type } }: Policy) =>
    stack === plan.stack && (type === "aws_sqs_queue_policy" || type === "aws_sqs_queue");
  return policiesOf(context)
    .filter(isOfQueue)
    .some(
      ({ statements }) =>
        statements === undefined || statements.some((statement) => letsEventBridgeIn(statement, queue)),
    );
}

function letsEventBridgeIn({ allows, principals, actions, resources }: Statement, queue: string): boolean {
  return (
    allows &&
    principals.includes("events.amazonaws.com") &&
    actions.some((action) => SENDING.includes(action.toLowerCase())) &&
    (queue === "" || resources.includes(queue) || resources.includes("*"))
  );
}
