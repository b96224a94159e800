import { KMSClient, DescribeKeyCommand, GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { parseArn } from "../../aws/arn";
import { clientSettings } from "../clients";
import { policyAllows, type PolicyQuestion } from "./policy";
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
    const context = {
      "aws:sourcearn": message.ruleArn,
      "aws:sourceaccount": parseArn(message.ruleArn).accountId,
    };
    const question = { ...askedByEventBridge("sqs:SendMessage", message.queueArn), context };
    if (!policyAllows(attributes.Policy, question)) {
      throw new DeliveryRefusal(
        "NO_PERMISSIONS",
        `the policy of ${message.queueArn} does not let ${message.ruleArn} send`,
      );
    }
    await checkKey(endpoint, message.queueArn, attributes.KmsMasterKeyId, context);
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
  queueArn: string,
  keyId: string | undefined,
  context: PolicyQuestion["context"],
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
    const asked = ["kms:GenerateDataKey", "kms:Decrypt"].map((action) =>
      askedByEventBridge(action, key?.Arn ?? ""),
    );
    if (!asked.every((question) => policyAllows(Policy, { ...question, context }))) throw refusal;
  } finally {
    client.destroy();
  }
}

function askedByEventBridge(action: string, resource: string): Omit<PolicyQuestion, "context"> {
  return { action, resource, principal: { kind: "Service", name: "events.amazonaws.com" } };
}

function stringAttributes(attributes: Readonly<Record<string, string>> = {}) {
  const entries = Object.entries(attributes).map(([name, StringValue]) => [
    name,
    { DataType: "String", StringValue },
  ]);
  return Object.fromEntries(entries) as Record<string, { DataType: string; StringValue: string }>;
}
