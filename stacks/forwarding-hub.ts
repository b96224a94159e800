import type { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { inRegion } from "../aws/arn";
import type { ForwardingConfig } from "../config/config";
import { HUB_PATTERN } from "../config/finding-pattern";
import { FindingIntake } from "../modules/finding-intake/finding-intake";
import { HubBus } from "../modules/hub-bus/hub-bus";
import type { Placement } from "../modules/placement";
import { alarmsIn, encryptionIn, findingDelivery } from "./forwarding-delivery";
import { keyGrants } from "./forwarding-key";
import { findingsNames } from "../intent/findings-names";
import type { StackContext } from "./stack-context";

/** What the hub needs from its stack. */
export interface HubProps {
  readonly context: StackContext;
  readonly forwarding: ForwardingConfig;
  /** In the administrator's account, in the home region. */
  readonly placement: Placement;
  /** The forwarder's role: the mapping polls the queue with it. */
  readonly role: IConstruct;
}

/** A partition's hub, in its home region: the bus that every region sends to, one queue and one forwarder. */
export function forwardingHub(
  stack: TerraformStack,
  { context, forwarding, placement, role }: HubProps,
): void {
  const region = context.organization.homeRegion;
  const names = findingsNames(context, region);
  const bus = new HubBus(stack, "hub-bus", {
    placement,
    bus: names.bus,
    role: names.busRole,
    rules: [inRegion(names.rule.arn, "*")],
  });
  const rules = [names.hubRule.arn];
  const { queue } = findingDelivery(stack, {
    context,
    forwarding,
    placement,
    region,
    rules,
    dependsOn: [role],
  });
  new FindingIntake(stack, "hub-intake", {
    placement,
    rule: names.hubRule,
    eventBusName: names.bus.name,
    eventPattern: HUB_PATTERN,
    target: { arn: queue.arn },
    deadLetterQueue: names.hubTargetDeadLetterQueue,
    ...encryptionIn(forwarding, region),
    // The home region's own stack has alarms of the plain names.
    alarms: { ...alarmsIn(context, forwarding, region), nameOf: names.deliveryAlarm },
    dependsOn: [bus, queue],
  });
  keyGrants(stack, context, region);
}
