import { Construct, type IConstruct } from "constructs";
import { Alarms, type AlarmSettings } from "../alarms/alarms";
import type { Delivery } from "../finding-forwarder/environment-of";
import { FindingForwarder, type ForwarderRuntime } from "../finding-forwarder/finding-forwarder";
import { VISIBILITY_TIMEOUT_SECONDS } from "../finding-forwarder/timing";
import { FindingQueue } from "../finding-queue/finding-queue";
import type { Named } from "../../aws/named";
import type { Placement } from "../placement";
import { deliveryWatches } from "./delivery-watches";

/**
 * One delivery. The caller gives names and ARNs, because rules and role may be in other stacks, which use the same
 * names.
 */
export interface FindingDeliveryProps {
  /** In the administrator's account. */
  readonly placement: Placement;
  readonly queue: Named;
  /** ARNs of the rules that may send findings to the queue. */
  readonly rules: readonly string[];
  readonly deadLetterQueue: Named;
  readonly functionName: string;
  readonly logGroupName: string;
  readonly roleArn: string;
  readonly delivery: Delivery;
  readonly runtime: ForwarderRuntime;
  /** @default SQS's own encryption */
  readonly kmsKeyArn?: string;
  readonly alarms: AlarmSettings;
  /** The interval of heartbeats, which arrive with the findings. If three are missing, an alarm goes off. */
  readonly heartbeatMinutes: number;
  /**
   * The function's role, if it is in the same stack.
   * @default none: the role is in a stack that was applied before
   */
  readonly dependsOn?: readonly IConstruct[];
}

/** A queue for findings and the function that delivers them to the log relay, with dead letters and alarms. */
export class FindingDelivery extends Construct {
  public readonly queue: FindingQueue;

  constructor(scope: Construct, id: string, props: FindingDeliveryProps) {
    super(scope, id);
    const { placement, rules, functionName, logGroupName, roleArn, delivery, kmsKeyArn } = props;
    const encryption = kmsKeyArn ? { kmsKeyArn } : {};
    const deadLetterQueue = new FindingQueue(this, "dead-letter-queue", {
      placement,
      queue: props.deadLetterQueue,
      deadLettersOf: props.queue.arn,
      ...encryption,
    });
    this.queue = new FindingQueue(this, "queue", {
      placement,
      queue: props.queue,
      rules,
      deadLetterQueue,
      visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS,
      ...encryption,
    });
    new FindingForwarder(this, "forwarder", {
      ...{ placement, functionName, logGroupName, roleArn, delivery, deadLetterQueue },
      ...props.runtime,
      queue: this.queue,
      dependsOn: props.dependsOn,
    });
    const watches = deliveryWatches({
      queue: this.queue.name,
      deadLetterQueue: deadLetterQueue.name,
      functionName,
      heartbeatMinutes: props.heartbeatMinutes,
      hasSecret: delivery.secretName !== undefined,
    });
    new Alarms(this, "alarms", { placement, watches, ...props.alarms });
  }
}
