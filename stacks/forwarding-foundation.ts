import type { TerraformStack } from "cdktf";
import { arn, inRegion } from "../aws/arn";
import type { ForwarderReach } from "../modules/forwarder-role/forwarder-role";
import type { ForwardingConfig } from "../config/config";
import { HEARTBEAT } from "../config/heartbeat";
import type { Region } from "../config/regions";
import { ForwarderRole } from "../modules/forwarder-role/forwarder-role";
import { HeartbeatRole } from "../modules/heartbeat/heartbeat-role";
import type { Placement } from "../modules/placement";
import { RelaySecret } from "../modules/relay-secret/relay-secret";
import { encryptionIn } from "./forwarding-delivery";
import { forwardingHub } from "./forwarding-hub";
import { forwarderRegions, findingsNames } from "../intent/findings-names";
import type { StackContext } from "./stack-context";

/** What a partition's forwarders share: their role, the heartbeats' role, the relay's secret, and with a hub the whole hub. */
export function forwardingFoundation(
  stack: TerraformStack,
  context: StackContext,
  placement: Placement,
): void {
  const { organization } = context;
  const { forwarding, homeRegion } = organization;
  if (!forwarding) return;
  const regions = forwarderRegions(context);
  const { secretName } = forwarding.logRelay;
  if (secretName !== undefined) {
    new RelaySecret(stack, "relay-secret", {
      placement,
      name: secretName,
      replicaRegions: regions.filter((region) => region !== homeRegion),
    });
  }
  const names = findingsNames(context, homeRegion);
  const role = new ForwarderRole(stack, "forwarder-role", {
    placement,
    role: names.functionRole,
    reaches: regions.map((region) => reachIn(context, forwarding, region)),
  });
  new HeartbeatRole(stack, "heartbeat-role", {
    placement,
    role: names.heartbeatRole,
    account: organization.administratorAccountId,
    scheduleGroupArn: inRegion(names.heartbeatGroup.arn, "*"),
    busArn: inRegion(names.defaultBus.arn, "*"),
    event: HEARTBEAT,
  });
  if (forwarding.topology === "hub") forwardingHub(stack, { context, forwarding, placement, role });
}

function reachIn(context: StackContext, forwarding: ForwardingConfig, region: Region): ForwarderReach {
  const { partition, administratorAccountId: account } = context.organization;
  const { secretName } = forwarding.logRelay;
  const vpc = forwarding.vpc[region];
  const names = findingsNames(context, region);
  return {
    queueArn: names.queue.arn,
    deadLetterQueueArn: names.deadLetterQueue.arn,
    logGroupArn: names.logGroup.arn,
    ...(secretName !== undefined && {
      secretArn: arn({
        partition,
        service: "secretsmanager",
        region,
        account,
        resource: `secret:${secretName}-??????`,
      }),
    }),
    ...encryptionIn(forwarding, region),
    ...(vpc && {
      network: {
        functionArn: names.function.arn,
        // In any account: a shared subnet belongs to another one.
        resourceArn: arn({ partition, service: "ec2", region, account: "*", resource: "*/*" }),
      },
    }),
  };
}
