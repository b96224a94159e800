import type { RegionView } from "../../region-view";
import type { OrganizationConfig } from "../../../../config/config";
import { describeStatement } from "../../../../aws/policy/document";
import { evaluateAll } from "../../../../aws/policy/evaluate";
import { sendingFor } from "../../../../aws/policy/eventbridge-request";
import { referencesOf, valueOf } from "../../../read/attributes";
import { stringOf } from "../../../read/json";
import type { PlannedResource } from "../../../read/plan-model";
import { policiesOf, type PlannedPolicy } from "../../access/policies";
import type { ReviewContext } from "../../rule";
import { queueOf } from "./finding-targets";
import { isWholly, wholeArn, type Accounts } from "./whole-arns";

/** A rule, and the queue that its events are to go into: the target's own, or the one for what cannot be delivered. */
export interface Delivery {
  readonly organization: OrganizationConfig;
  readonly view: RegionView;
  readonly rule: PlannedResource;
  /** The queue, if it is in the plan. */
  readonly queue: PlannedResource | undefined;
  /** The queue's ARN; undefined if it is not known. */
  readonly queueArn: string | undefined;
}

/**
 * Why a rule's events may not be put into a queue, or why this cannot be determined; undefined if they may. Another rule
 * judges policies that are known only after apply.
 */
export function whyEventsAreRefused(context: ReviewContext, delivery: Delivery): string | undefined {
  const { organization, view, rule, queue, queueArn } = delivery;
  const policies = queuePolicies(context, organization, view, queue);
  const { answer, denied, statements, doubts } = evaluateAll(
    policies.flatMap(({ document }) => document ?? []),
    sendingFor(wholeArn(organization, rule), queueArn),
  );
  const isUnknown = policies.some(({ document }) => document === undefined);
  if (answer === "yes") return undefined;
  if (denied === true)
    return `the queue's policy refuses EventBridge: ${statements.map(describeStatement).join(", ")}`;
  if (isUnknown) return undefined;
  if (answer === "no") return "no queue policy lets EventBridge in for the rule";
  return `it cannot be told whether the queue's policy lets EventBridge in for the rule: ${[...new Set(doubts)].join("; ")}`;
}

/** The delivery of a rule's events to a target's queue. */
export function deliveryTo(
  organization: OrganizationConfig,
  view: RegionView,
  rule: PlannedResource,
  target: PlannedResource,
): Delivery {
  const queue = queueOf(organization, view, target);
  const queueArn = stringOf(valueOf(target, "arn")) || (queue && wholeArn(organization, queue));
  return { organization, view, rule, queue, queueArn: queueArn === "" ? undefined : queueArn };
}

/**
 * The policies that are really attached to a queue. One whose queue is known only after apply, and that refers to no
 * queue of the plan, may be any queue's.
 */
export function queuePolicies(
  context: ReviewContext,
  accounts: Accounts,
  view: RegionView,
  queue: PlannedResource | undefined,
): PlannedPolicy[] {
  return policiesOf(context).filter(({ resource }) => {
    if (resource.stack !== view.stack || resource.region !== view.region) return false;
    if (resource.type === "aws_sqs_queue") return !queue || resource === queue;
    if (resource.type !== "aws_sqs_queue_policy") return false;
    if (!queue || isWholly(accounts, resource, "queue_url", queue)) return true;
    const isKnown =
      valueOf(resource, "queue_url") !== undefined || referencesOf(resource.expressions.queue_url).length > 0;
    return !isKnown;
  });
}
