import type { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { inRegion } from "../aws/arn";
import type { ForwardingConfig } from "../config/config";
import type { Region } from "../config/regions";
import { FindingDelivery } from "../modules/finding-delivery/finding-delivery";
import type { Placement } from "../modules/placement";
import { findingsNames } from "../intent/findings-names";
import type { StackContext } from "./stack-context";

/** Where a delivery is, and which rules feed it. */
export interface DeliveryProps {
  readonly context: StackContext;
  readonly forwarding: ForwardingConfig;
  readonly placement: Placement;
  readonly region: Region;
  /** ARNs of the rules that may send findings to the queue. */
  readonly rules: readonly string[];
  /**
   * The function's role, if it is in the same stack.
   * @default none: the role is in a stack that was applied before
   */
  readonly dependsOn?: readonly IConstruct[];
}

/** The queue and the forwarder of one region, as the config describes them. */
export function findingDelivery(stack: TerraformStack, props: DeliveryProps): FindingDelivery {
  const { context, forwarding, placement, region, rules, dependsOn } = props;
  const { secretName, ...logRelay } = forwarding.logRelay;
  const { format, architecture, maximumConcurrency, reservedConcurrency, logRetentionDays, vpc } = forwarding;
  const names = findingsNames(context, region);
  return new FindingDelivery(stack, "finding-delivery", {
    placement,
    rules,
    queue: names.queue,
    deadLetterQueue: names.deadLetterQueue,
    functionName: names.function.name,
    logGroupName: names.logGroup.name,
    roleArn: names.functionRole.arn,
    delivery: { logRelay, format, secretName },
    runtime: {
      code: context.forwarderCode,
      architecture,
      maximumConcurrency,
      reservedConcurrency,
      logRetentionDays,
      vpc: vpc[region],
    },
    ...encryptionIn(forwarding, region),
    alarms: { ...alarmsIn(context, forwarding, region), nameOf: names.deliveryAlarm },
    heartbeatMinutes: forwarding.heartbeatMinutes,
    dependsOn,
  });
}

/** The customer key of a region, if there is one. */
export function encryptionIn({ kmsKeyArn }: ForwardingConfig, region: Region): { kmsKeyArn?: string } {
  return kmsKeyArn ? { kmsKeyArn: inRegion(kmsKeyArn, region) } : {};
}

/** How alarms are named in a region, and which topic they notify. */
export function alarmsIn(context: StackContext, { alarmTopicArn }: ForwardingConfig, region: Region) {
  const { alarm: nameOf } = findingsNames(context, region);
  return { nameOf, ...(alarmTopicArn && { topicArn: inRegion(alarmTopicArn, region) }) };
}
