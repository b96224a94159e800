import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const sqs = new SQSClient();
const sm = new SecretsManagerClient();
export async function handler(event: unknown): Promise<{ batchItemFailures: unknown[] }> {
  void event;
  await sqs.send(
    new ChangeMessageVisibilityCommand({ QueueUrl: "", ReceiptHandle: "", VisibilityTimeout: 0 }),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl: "", MessageBody: "" }));
  await sm.send(new GetSecretValueCommand({ SecretId: "" }));
  return { batchItemFailures: [] };
}
