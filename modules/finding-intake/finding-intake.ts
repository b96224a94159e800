import { Construct, type IConstruct } from "constructs";
import { Alarms, type AlarmSettings } from "../alarms/alarms";
import { EventRoute, type EventTarget } from "../event-route/event-route";
import { FindingQueue } from "../finding-queue/finding-queue";
import type { Named } from "../../aws/named";
import type { Placement } from "../placement";
import { intakeWatches } from "./intake-watches";

/** Which events are taken off which bus, where they go, and where they wait if they cannot. */
export interface FindingIntakeProps {
  /** In the administrator's account. */
  readonly placement: Placement;
  readonly rule: Named;
  /** Which events the rule picks. */
  readonly eventPattern: Readonly<Record<string, unknown>>;
  /**
   * The bus that the events arrive on.
   * @default the region's default bus, where GuardDuty puts them
   */
  readonly eventBusName?: string;
  /**
   * The rule that sends a heartbeat down the same way, so that the relay's last event shows that the way is open.
   * @default none: heartbeats arrive on the bus, with the findings
   */
  readonly heartbeat?: { readonly rule: Named; readonly everyMinutes: number };
  /** Where the events go: a queue, or the hub's bus. */
  readonly target: EventTarget;
  /** The queue for what the target did not take. */
  readonly deadLetterQueue: Named;
  /** @default SQS's own encryption */
  readonly kmsKeyArn?: string;
  readonly alarms: AlarmSettings;
  /**
   * The target, and what lets EventBridge reach it.
   * @default nothing: the target is part of a stack that was applied before
   */
  readonly dependsOn?: readonly IConstruct[];
}

/** Takes findings off a bus and sends them on. What cannot be sent waits in a dead-letter queue beside the rule. */
export class FindingIntake extends Construct {
  constructor(scope: Construct, id: string, props: FindingIntakeProps) {
    super(scope, id);
    const { placement, rule, eventBusName, heartbeat, target, kmsKeyArn, alarms, dependsOn = [] } = props;
    const unsent = new FindingQueue(this, "dead-letter-queue", {
      placement,
      queue: props.deadLetterQueue,
      rules: [rule.arn, ...(heartbeat ? [heartbeat.rule.arn] : [])],
      ...(kmsKeyArn && { kmsKeyArn }),
    });
    const route = { placement, target, deadLetterQueueArn: unsent.arn, dependsOn: [unsent, ...dependsOn] };
    new EventRoute(this, "findings", {
      ...route,
      name: rule.name,
      description: "GuardDuty findings, on their way to the log relay",
      trigger: { eventPattern: props.eventPattern },
      ...(eventBusName && { eventBusName }),
    });
    if (heartbeat) {
      new EventRoute(this, "heartbeat", {
        ...route,
        name: heartbeat.rule.name,
        description: "Shows the log relay that the way of the GuardDuty findings is open",
        trigger: { everyMinutes: heartbeat.everyMinutes },
      });
    }
    const watches = intakeWatches(unsent.name, rule.name, eventBusName);
    new Alarms(this, "alarms", { placement, watches, ...alarms });
  }
}
