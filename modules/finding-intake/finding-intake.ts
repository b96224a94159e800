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
    const { placement, rule, eventBusName, target, kmsKeyArn, alarms, dependsOn = [] } = props;
    const unsent = new FindingQueue(this, "dead-letter-queue", {
      placement,
      queue: props.deadLetterQueue,
      rules: [rule.arn],
      ...(kmsKeyArn && { kmsKeyArn }),
    });
    new EventRoute(this, "findings", {
      placement,
      target,
      name: rule.name,
      description: "GuardDuty findings, on their way to the log relay",
      eventPattern: props.eventPattern,
      ...(eventBusName && { eventBusName }),
      deadLetterQueueArn: unsent.arn,
      dependsOn: [unsent, ...dependsOn],
    });
    const watches = intakeWatches(unsent.name, rule.name, eventBusName);
    new Alarms(this, "alarms", { placement, watches, ...alarms });
  }
}
