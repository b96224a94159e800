import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct, type IConstruct } from "constructs";
import { literal } from "../literal";
import type { Placement } from "../placement";
import { resourcesOf } from "../resources-of";

/** Where events go. */
export interface EventTarget {
  readonly arn: string;
  /**
   * The role that EventBridge uses. Only for a bus: a queue has its own policy, and with a role as well delivery may
   * fail. @default none
   */
  readonly roleArn?: string;
}

/** A rule with its pattern and target. The dead-letter queue is required: without it, undeliverable events are lost. */
export interface EventRouteProps {
  readonly placement: Placement;
  /** The rule's name. */
  readonly name: string;
  readonly description: string;
  /** Which events the rule takes. */
  readonly eventPattern: Readonly<Record<string, unknown>>;
  /**
   * The bus that the rule is on.
   * @default the region's default bus, which receives events from AWS services
   */
  readonly eventBusName?: string;
  readonly target: EventTarget;
  /** ARN of the queue for events that the target did not accept. */
  readonly deadLetterQueueArn: string;
  /** What must exist first: the queues with their policies, or the bus. Earlier events would be refused. */
  readonly dependsOn: readonly IConstruct[];
}

/** EventBridge's maxima. When they are reached, an event goes to the dead-letter queue; without one it would be lost. */
const MAX_EVENT_AGE_SECONDS = 24 * 60 * 60;
const MAX_RETRIES = 185;

/** A rule and its one target. Events are retried for a day and then go to the dead-letter queue. */
export class EventRoute extends Construct {
  constructor(scope: Construct, id: string, props: EventRouteProps) {
    super(scope, id);
    const { placement, name, description, eventPattern, eventBusName, target, deadLetterQueueArn } = props;
    const dependsOn = resourcesOf(props.dependsOn);
    const rule = new CloudwatchEventRule(this, "Resource", {
      ...placement,
      name,
      description,
      state: "ENABLED",
      ...(eventBusName && { eventBusName }),
      eventPattern: literal(JSON.stringify(eventPattern)),
      dependsOn,
    });
    new CloudwatchEventTarget(this, "target", {
      ...placement,
      rule: rule.name,
      ...(eventBusName && { eventBusName }),
      targetId: "findings",
      ...target,
      deadLetterConfig: { arn: deadLetterQueueArn },
      retryPolicy: { maximumEventAgeInSeconds: MAX_EVENT_AGE_SECONDS, maximumRetryAttempts: MAX_RETRIES },
      dependsOn,
    });
  }
}
