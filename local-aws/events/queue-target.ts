import { KMSClient, DescribeKeyCommand, GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { parseArn } from "../../aws/arn";
import { clientSettings } from "../clients";
import { encryptingFor, sendingFor } from "../../aws/policy/eventbridge-request";
import { policyAllows } from "../policy-allows";
import { DeliveryRefusal } from "./refusal";

/** A message that EventBridge sends to a queue on behalf of a rule. */
export interface QueueMessage {
  readonly queueArn: string;
  readonly ruleArn: string;
  readonly body: string;
  /** Attributes of a dead letter. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly messageGroupId?: string;
}

/**
 * Sends as EventBridge would: only if the queue's policy allows the rule, and its key allows EventBridge.
 * @throws DeliveryRefusal
 */
export async function sendToQueue(endpoint: string, message: QueueMessage): Promise<void> {
  const { region, accountId, resource } = parseArn(message.queueArn);
  const client = new SQSClient(clientSettings(endpoint, accountId, region));
  const QueueUrl = `${endpoint}/${accountId}/${resource}`;
  try {
    const attributes = await queueAttributes(client, QueueUrl, message.queueArn);
    if (!policyAllows(attributes.Policy, sendingFor(message.ruleArn, message.queueArn))) {
      throw new DeliveryRefusal(
        "NO_PERMISSIONS",
        `the policy of ${message.queueArn} does not let ${message.ruleArn} send`,
      );
    }
    await checkKey(endpoint, message, attributes.KmsMasterKeyId);
    await client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: message.body,
        MessageGroupId: message.messageGroupId,
        MessageAttributes: stringAttributes(message.attributes),
      }),
    );
  } finally {
    client.destroy();
  }
}

async function queueAttributes(
  client: SQSClient,
  QueueUrl: string,
  arn: string,
): Promise<Partial<Record<string, string>>> {
  try {
    return (
      (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }))).Attributes ??
      {}
    );
  } catch (error) {
    if (error instanceof Error && /NonExistentQueue|QueueDoesNotExist/.test(error.name)) {
      throw new DeliveryRefusal("NO_RESOURCE", `${arn} does not exist`);
    }
    throw error;
  }
}

/**
 * EventBridge cannot use the AWS-managed key of SQS, and a customer key's policy must name EventBridge.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html
 */
async function checkKey(
  endpoint: string,
  { queueArn, ruleArn }: QueueMessage,
  keyId: string | undefined,
): Promise<void> {
  if (keyId === undefined || keyId === "") return;
  const refusal = new DeliveryRefusal(
    "NO_PERMISSIONS",
    `the key of ${queueArn} does not let events.amazonaws.com use it`,
  );
  if (keyId.endsWith("alias/aws/sqs")) throw refusal;
  const { region, accountId } = parseArn(queueArn);
  const client = new KMSClient(
    clientSettings(endpoint, keyId.startsWith("arn:") ? parseArn(keyId).accountId : accountId, region),
  );
  try {
    const key = (await client.send(new DescribeKeyCommand({ KeyId: keyId }))).KeyMetadata;
    const { Policy } = await client.send(
      new GetKeyPolicyCommand({ KeyId: key?.KeyId, PolicyName: "default" }),
    );
    const asked = encryptingFor(ruleArn, key?.Arn ?? "");
    if (!asked.every((question) => policyAllows(Policy, question))) throw refusal;
  } finally {
    client.destroy();
  }
}

function stringAttributes(attributes: Readonly<Record<string, string>> = {}) {
  const entries = Object.entries(attributes).map(([name, StringValue]) => [
    name,
    { DataType: "String", StringValue },
  ]);
  return Object.fromEntries(entries) as Record<string, { DataType: string; StringValue: string }>;
}
