import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { expectedResourcesIn } from "../../support/deployed/pipeline";
import { acting } from "../../support/deployed/place";
import type { BrokenPlace } from "../verify-faults/fault";

/** Names in the example's regions. */
export const NAME = "acme-guardduty-findings";
export const ROLE = `${NAME}-forwarder`;
export const OTHER = "999999999999";

/** Does one thing as the administrator. */
async function as<Client extends { destroy(): void }>(
  client: Client,
  work: (client: Client) => Promise<unknown>,
): Promise<void> {
  await work(client).finally(() => client.destroy());
}

type Work<Client> = (client: Client, place: BrokenPlace) => Promise<unknown>;
type Does = (place: BrokenPlace) => Promise<void>;

export const events =
  (work: Work<EventBridgeClient>): Does =>
  (place) =>
    as(new EventBridgeClient(acting(place)), (client) => work(client, place));
export const queues =
  (work: Work<SQSClient>): Does =>
  (place) =>
    as(new SQSClient(acting(place)), (client) => work(client, place));
export const lambda =
  (work: Work<LambdaClient>): Does =>
  (place) =>
    as(new LambdaClient(acting(place)), (client) => work(client, place));
export const iam =
  (work: Work<IAMClient>): Does =>
  (place) =>
    as(new IAMClient(acting(place)), (client) => work(client, place));
export const logs =
  (work: Work<CloudWatchLogsClient>): Does =>
  (place) =>
    as(new CloudWatchLogsClient(acting(place)), (client) => work(client, place));
export const alarms =
  (work: Work<CloudWatchClient>): Does =>
  (place) =>
    as(new CloudWatchClient(acting(place)), (client) => work(client, place));
export const secrets =
  (work: Work<SecretsManagerClient>): Does =>
  (place) =>
    as(new SecretsManagerClient(acting(place)), (client) => work(client, place));
export const guardDuty =
  (work: Work<GuardDutyClient>): Does =>
  (place) =>
    as(new GuardDutyClient(acting(place)), (client) => work(client, place));

/** One after the other. */
export const both =
  (...all: readonly Does[]): Does =>
  async (place) => {
    for (const one of all) await one(place);
  };

/** What a stack declares of the resource that has this value, e.g. a name. */
export function declared(place: BrokenPlace, type: string, value: string): Record<string, string> {
  const found = expectedResourcesIn(place).find(
    (one) => one.type === type && Object.values(one.attributes).some((text) => String(text).endsWith(value)),
  );
  return found!.attributes as Record<string, string>;
}

export const queueUrl = ({ endpoint, organization }: BrokenPlace, name = NAME) =>
  `${endpoint}/${organization.administratorAccountId}/${name}`;
export const arnOf = ({ region, organization }: BrokenPlace, service: string, resource: string) =>
  `arn:aws:${service}:${region}:${organization.administratorAccountId}:${resource}`;
