import { resourcesIn, type RegionView } from "../../region-view";
import type { OrganizationConfig } from "../../../../config/config";
import { arn } from "../../../../aws/arn";
import { describeStatement } from "../../../../aws/policy/document";
import { evaluateAll } from "../../../../aws/policy/evaluate";
import { sendingFor } from "../../../../aws/policy/eventbridge-request";
import { refersTo, valueOf } from "../../../read/attributes";
import { stringOf } from "../../../read/json";
import type { PlannedResource } from "../../../read/plan-model";
import { policiesOf, type PlannedPolicy } from "../../access/policies";
import type { ReviewContext } from "../../rule";
import { queueOf } from "./finding-targets";

/** A rule and its target, in a region of an organization. */
export interface Delivery {
  readonly organization: OrganizationConfig;
  readonly view: RegionView;
  readonly rule: PlannedResource;
  readonly target: PlannedResource;
}

/**
 * Why a rule's events may not be put into the queue that it sends to, or why this cannot be determined; undefined if
 * they may. Another rule judges policies that are known only after apply.
 */
export function whyEventsAreRefused(context: ReviewContext, delivery: Delivery): string | undefined {
  const policies = policiesOf(context).filter((policy) => isOfQueue(policy, delivery));
  const { answer, denied, statements, doubts } = evaluateAll(
    policies.flatMap(({ document }) => document ?? []),
    sendingFor(ruleArn(delivery), queueArn(delivery)),
  );
  const isUnknown = policies.some(({ document }) => document === undefined);
  if (answer === "yes") return undefined;
  if (denied === true)
    return `the queue's policy refuses EventBridge: ${statements.map(describeStatement).join(", ")}`;
  if (isUnknown) return undefined;
  if (answer === "no") return "no queue policy lets EventBridge in for the rule";
  return `it cannot be told whether the queue's policy lets EventBridge in for the rule: ${[...new Set(doubts)].join("; ")}`;
}

/** Whether a policy may belong to the queue: it is in the same stack and does not clearly belong to another queue. */
function isOfQueue({ resource }: PlannedPolicy, { view, target }: Delivery): boolean {
  if (resource.stack !== view.stack) return false;
  const queue = queueOf(view, target);
  if (resource.type === "aws_sqs_queue") return !queue || resource === queue;
  if (resource.type !== "aws_sqs_queue_policy") return false;
  const named = resourcesIn(view, "aws_sqs_queue").filter((one) => refersTo(resource, "queue_url", one));
  return !queue || named.length === 0 || named.includes(queue);
}

/** The rule's ARN; undefined if the rule's name is known only after apply. */
function ruleArn({ organization, view: { region }, rule }: Delivery): string | undefined {
  const { partition, administratorAccountId: account } = organization;
  const bus = stringOf(valueOf(rule, "event_bus_name") ?? "default");
  const name = stringOf(valueOf(rule, "name"));
  if (name === "") return undefined;
  const resource = `rule/${bus === "default" ? "" : `${bus}/`}${name}`;
  return arn({ partition, service: "events", region, account, resource });
}

/** The ARN that the target gives, or else one made from the name of the queue that it refers to. */
function queueArn({ organization, view, target }: Delivery): string | undefined {
  const own = stringOf(valueOf(target, "arn"));
  if (own !== "") return own;
  const queue = queueOf(view, target);
  const resource = queue ? stringOf(valueOf(queue, "name")) : "";
  if (resource === "") return undefined;
  const { partition, administratorAccountId: account } = organization;
  return arn({ partition, service: "sqs", region: view.region, account, resource });
}
