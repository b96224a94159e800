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
import { makeClient } from "./make-client";
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
  const [managements, settings] = [signIn("management", region), signIn("administrator", region)];
  const management = makeClient(GuardDutyClient, managements);
  // One pool of connections: both accounts' GuardDuty is one host, and so is all of a local AWS. Another profile may
  // trust other certificates.
  const { requestHandler } = management.config;
  const shared = managements.profile === settings.profile ? { requestHandler } : {};
  const clients: RegionClients = {
    management,
    administrator: makeClient(GuardDutyClient, settings, shared),
    events: makeClient(EventBridgeClient, settings, shared),
    schedules: makeClient(SchedulerClient, settings, shared),
    // The queue's URL is given by name: SQS answers for the endpoint's own region.
    queues: makeClient(SQSClient, settings, { ...shared, useQueueUrlAsEndpoint: false }),
    lambda: makeClient(LambdaClient, settings, shared),
    secrets: makeClient(SecretsManagerClient, settings, shared),
    keys: makeClient(KMSClient, settings, shared),
    metrics: makeClient(CloudWatchClient, settings, shared),
    logs: makeClient(CloudWatchLogsClient, settings, shared),
    iam: makeClient(IAMClient, settings, shared),
  };
  try {
    return await work(clients);
  } finally {
    for (const client of Object.values<{ destroy(): void }>({ ...clients })) client.destroy();
  }
}
