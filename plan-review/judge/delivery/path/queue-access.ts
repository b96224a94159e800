import type { RegionView } from "../../region-view";
import type { OrganizationConfig } from "../../../../config/config";
import { arn } from "../../../../aws/arn";
import { valueOf } from "../../../read/attributes";
import { conditionsHold, matches, type RequestContext } from "../../access/conditions";
import { stringOf } from "../../../read/json";
import type { PlannedResource } from "../../../read/plan-model";
import { nameOf, policiesOf, type Policy, type Statement } from "../../access/policies";
import type { ReviewContext } from "../../rule";

const SENDING = "sqs:sendmessage";
const EVENT_BRIDGE = "events.amazonaws.com";

/**
 * Why a rule's events may not be put into a queue; undefined where they may. `queue` is the queue's ARN, empty where that
 * is not known yet. A policy that cannot be read yet is another rule's matter.
 */
export function whyEventsAreRefused(
  context: ReviewContext,
  view: RegionView,
  request: RequestContext,
  queue: string,
): string | undefined {
  const isOfQueue = ({ resource: { stack, type } }: Policy) =>
    stack === view.stack && (type === "aws_sqs_queue_policy" || type === "aws_sqs_queue");
  const policies = policiesOf(context).filter(isOfQueue);
  const concerned = policies
    .flatMap(({ statements = [] }) => statements)
    .filter((statement) => isAboutSending(statement, queue));
  const denial = concerned.find(
    ({ allows, conditions }) => !allows && conditionsHold(conditions, request) !== false,
  );
  if (denial) return `the queue's policy refuses EventBridge: ${nameOf(denial)}`;
  const isOpen = concerned.some(
    ({ allows, principals, conditions }) =>
      allows && principals.includes(EVENT_BRIDGE) && conditionsHold(conditions, request) === true,
  );
  const isUnread = policies.some(({ statements }) => statements === undefined);
  return isOpen || isUnread ? undefined : "no queue policy lets EventBridge in for the rule";
}

/** What EventBridge tells a queue about a rule. It documents no aws:SourceAccount for queues. */
export function requestOf(
  { partition, administratorAccountId: account }: OrganizationConfig,
  { region }: RegionView,
  rule: PlannedResource,
): RequestContext {
  const bus = stringOf(valueOf(rule, "event_bus_name") ?? "default");
  const name = stringOf(valueOf(rule, "name"));
  const resource = `rule/${bus === "default" ? "" : `${bus}/`}${name}`;
  const own = arn({ partition, service: "events", region, account, resource });
  return { "aws:sourcearn": own, "aws:securetransport": "true" };
}

/** A Deny to everybody is one to EventBridge, and `NotAction` may be about anything. */
function isAboutSending(
  { allows, actions, excludesActions, principals, resources }: Statement,
  queue: string,
): boolean {
  const isForIt = principals.includes(EVENT_BRIDGE) || (!allows && principals.includes("*"));
  const isSending =
    (!allows && excludesActions) || actions.some((action) => matches(action.toLowerCase(), SENDING));
  return isForIt && isSending && (queue === "" || resources.some((pattern) => matches(pattern, queue)));
}
