import { Construct, type IConstruct } from "constructs";
import { Alarms, type AlarmSettings } from "../alarms/alarms";
import { EventRoute, type EventTarget } from "../event-route/event-route";
import { FindingQueue } from "../finding-queue/finding-queue";
import type { Named } from "../../aws/named";
import type { Placement } from "../placement";
import { intakeWatches } from "./intake-watches";

/** Which events to take from which bus, where to send them, and where they wait if they cannot be sent. */
export interface FindingIntakeProps {
  /** In the administrator's account. */
  readonly placement: Placement;
  readonly rule: Named;
  /** The event pattern of the rule. */
  readonly eventPattern: Readonly<Record<string, unknown>>;
  /**
   * The bus that the events arrive on.
   * @default the region's default bus, which receives GuardDuty's findings
   */
  readonly eventBusName?: string;
  /**
   * The rule that sends heartbeats along the same path, so that the relay's last event shows that the path works.
   * @default none: heartbeats arrive on the bus, with the findings
   */
  readonly heartbeat?: { readonly rule: Named; readonly everyMinutes: number };
  /** The target of the events: a queue, or the hub's bus. */
  readonly target: EventTarget;
  /** The queue for events that the target did not accept. */
  readonly deadLetterQueue: Named;
  /** @default SQS's own encryption */
  readonly kmsKeyArn?: string;
  readonly alarms: AlarmSettings;
  /**
   * The target, and the policies that let EventBridge reach it.
   * @default none: the target is in a stack that was applied before
   */
  readonly dependsOn?: readonly IConstruct[];
}

/** Takes findings from a bus and sends them on. Findings that cannot be sent wait in a dead-letter queue of the rule. */
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
