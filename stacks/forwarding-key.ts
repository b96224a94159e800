import { TerraformOutput, type TerraformStack } from "cdktf";
import type { Region } from "../config/regions";
import { encryptionIn } from "./forwarding-delivery";
import { forwardingNames } from "./forwarding-names";
import type { StackContext } from "./stack-context";

/**
 * What the policy of a customer key has to hold, as an output: EventBridge cannot write to a queue whose key does not
 * name it, and says so only in a metric.
 */
export function keyGrants(
  stack: TerraformStack,
  context: StackContext,
  { region, rules }: { readonly region: Region; readonly rules: readonly string[] },
): void {
  const { forwarding } = context.organization;
  const { kmsKeyArn } = forwarding ? encryptionIn(forwarding, region) : {};
  if (!kmsKeyArn) return;
  const actions = ["kms:Decrypt", "kms:GenerateDataKey"];
  new TerraformOutput(stack, "finding_queue_key_grants", {
    description: `Statements that the policy of ${kmsKeyArn} has to hold`,
    value: [
      {
        Sid: "EventBridgePutsFindings",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: actions,
        Resource: "*",
        Condition: { ArnEquals: { "aws:SourceArn": rules } },
      },
      {
        Sid: "ForwarderTakesFindings",
        Effect: "Allow",
        Principal: { AWS: forwardingNames(context, region).functionRole.arn },
        Action: actions,
        Resource: "*",
      },
    ],
  });
}
