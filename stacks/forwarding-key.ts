import { TerraformOutput, type TerraformStack } from "cdktf";
import type { Region } from "../config/regions";
import { encryptionIn } from "./forwarding-delivery";
import { forwarderRegions, findingsNames } from "../intent/findings-names";
import type { StackContext } from "./stack-context";

/**
 * What the policy of a customer key has to hold, as an output: EventBridge cannot write to a queue whose key does not
 * name it, and says so only in a metric. The statement for it is AWS's own, without a condition: with one on aws:SourceArn it may not get
 * through, and the finding's dead letter would be refused by the same key. The queues' policies name the rules.
 * Sources: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html ("encryption"),
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html (such conditions are not supported for EventBridge and topics)
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
