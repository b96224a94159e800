import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { SignIn } from "./sign-in";

/**
 * The clients that read one region: all act as the administrator, and GuardDuty has a second one for the management
 * account.
 */
export interface RegionClients {
  readonly management: GuardDutyClient;
  readonly administrator: GuardDutyClient;
  readonly events: EventBridgeClient;
  readonly schedules: SchedulerClient;
  readonly queues: SQSClient;
  readonly lambda: LambdaClient;
  readonly secrets: SecretsManagerClient;
  readonly keys: KMSClient;
  readonly metrics: CloudWatchClient;
  readonly logs: CloudWatchLogsClient;
  readonly iam: IAMClient;
}

/** Makes a region's clients, hands them to `work`, and closes their connections afterwards. */
export async function withRegionClients<Result>(
  signIn: SignIn,
  region: string,
  work: (clients: RegionClients) => Promise<Result>,
): Promise<Result> {
  const management = new GuardDutyClient(signIn("management", region));
  // One pool of connections for all of them: both accounts' GuardDuty is the same host, and so is all of a local AWS.
  const { requestHandler } = management.config;
  const settings = { ...signIn("administrator", region), requestHandler };
  const clients: RegionClients = {
    management,
    administrator: new GuardDutyClient(settings),
    events: new EventBridgeClient(settings),
    schedules: new SchedulerClient(settings),
    // The queue's URL is given by name: SQS answers for the endpoint's own region.
    queues: new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
    lambda: new LambdaClient(settings),
    secrets: new SecretsManagerClient(settings),
    keys: new KMSClient(settings),
    metrics: new CloudWatchClient(settings),
    logs: new CloudWatchLogsClient(settings),
    iam: new IAMClient(settings),
  };
  try {
    return await work(clients);
  } finally {
    for (const client of Object.values<{ destroy(): void }>({ ...clients })) client.destroy();
  }
}
