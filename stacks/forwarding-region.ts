import type { TerraformStack } from "cdktf";
import { findingPattern } from "../config/finding-pattern";
import { HEARTBEAT } from "../config/heartbeat";
import { FindingIntake } from "../modules/finding-intake/finding-intake";
import { HeartbeatSchedule } from "../modules/heartbeat/heartbeat-schedule";
import type { Placement } from "../modules/placement";
import { alarmsIn, encryptionIn, findingDelivery } from "./forwarding-delivery";
import { keyGrants } from "./forwarding-key";
import { findingsNames } from "../intent/findings-names";
import { heartbeatDetail } from "../intent/heartbeat-detail";
import type { StackContext } from "./stack-context";

/** Sends a region's findings from the default bus to a forwarder in the region, or to the hub, and heartbeats with them. */
export function forwardFindings(stack: TerraformStack, context: StackContext, placement: Placement): void {
  const { entry, organization } = context;
  const { forwarding } = organization;
  if (!forwarding) return;
  const { region } = entry;
  const names = findingsNames(context, region);
  const hub = findingsNames(context, organization.homeRegion);
  const rules = [names.rule.arn];
  const delivery =
    forwarding.topology === "regional"
      ? findingDelivery(stack, { context, forwarding, placement, region, rules })
      : undefined;
  const intake = new FindingIntake(stack, "finding-intake", {
    placement,
    rule: names.rule,
    eventPattern: findingPattern(forwarding),
    target: delivery ? { arn: delivery.queue.arn } : { arn: hub.bus.arn, roleArn: hub.busRole.arn },
    deadLetterQueue: names.targetDeadLetterQueue,
    ...encryptionIn(forwarding, region),
    alarms: alarmsIn(context, forwarding, region),
    dependsOn: delivery && [delivery.queue],
  });
  new HeartbeatSchedule(stack, "heartbeat", {
    placement,
    scheduleName: names.heartbeat.name,
    everyMinutes: forwarding.heartbeatMinutes,
    event: { ...HEARTBEAT, detail: { ...heartbeatDetail(forwarding) } },
    busArn: names.defaultBus.arn,
    roleArn: names.heartbeatRole.arn,
    dependsOn: delivery ? [intake, delivery] : [intake],
  });
  keyGrants(stack, context, region);
}
