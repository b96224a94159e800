import { TerraformOutput, type TerraformStack } from "cdktf";
import type { Region } from "../config/regions";
import { encryptionIn } from "./forwarding-delivery";
import { forwarderRegions, findingsNames } from "../intent/findings-names";
import type { StackContext } from "./stack-context";

/**
 * The statements that a customer key's policy must hold, as an output. If the policy does not name EventBridge,
 * EventBridge cannot write to the queue, and shows that only in a metric. The statement is AWS's own, without a
 * condition: a condition on aws:SourceArn may keep EventBridge out, and then the same key also refuses the finding's
 * dead letter. The queues' policies name the rules.
 * Sources: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html ("encryption"),
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html (such conditions are not supported for EventBridge
 * and topics)
 */
export function keyGrants(stack: TerraformStack, context: StackContext, region: Region): void {
  const { forwarding } = context.organization;
  const { kmsKeyArn } = forwarding ? encryptionIn(forwarding, region) : {};
  if (!kmsKeyArn) return;
  const use = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: "*" };
  const eventBridge = {
    ...use,
    Sid: "EventBridgePutsFindings",
    Principal: { Service: "events.amazonaws.com" },
  };
  const forwarder = {
    ...use,
    Sid: "ForwarderTakesFindings",
    Principal: { AWS: findingsNames(context, region).functionRole.arn },
  };
  new TerraformOutput(stack, "finding_queue_key_grants", {
    description: `Statements that the policy of ${kmsKeyArn} has to hold`,
    value: forwarderRegions(context).includes(region) ? [eventBridge, forwarder] : [eventBridge],
  });
}
