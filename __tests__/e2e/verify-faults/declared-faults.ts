import {
  CloudWatchClient,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  DisassociateKmsKeyCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  LambdaClient,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from "@aws-sdk/client-lambda";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  SetQueueAttributesCommand,
  SQSClient,
  UntagQueueCommand,
  TagQueueCommand,
} from "@aws-sdk/client-sqs";
import { expectedResourcesIn } from "../../support/deployed/pipeline";
import { acting } from "../../support/deployed/place";
import { zipOf } from "../../support/zip";
import type { BrokenPlace, Fault } from "./fault";

const NAME = "acme-guardduty-findings";
const SECRET = "acme/guardduty/log-relay";
const KEY = "arn:aws:kms:us-east-1:999999999999:key/0123abcd-0000-4000-8000-000000000000";

/** Does one thing as the administrator. */
async function as<Client extends { destroy(): void }>(
  client: Client,
  work: (client: Client) => Promise<unknown>,
): Promise<void> {
  await work(client).finally(() => client.destroy());
}

const urlOf = ({ endpoint, organization }: BrokenPlace) =>
  `${endpoint}/${organization.administratorAccountId}/${NAME}`;
const queue = (Attributes: Record<string, string>) => (place: BrokenPlace) =>
  as(new SQSClient(acting(place)), (client) =>
    client.send(new SetQueueAttributesCommand({ QueueUrl: urlOf(place), Attributes })),
  );
const declaredOf = (place: BrokenPlace, type: string) =>
  expectedResourcesIn(place).find(
    ({ type: of, attributes: { name, function_name: lambda, queue_url: url } }) =>
      of === type && [name, lambda, String(url).split("/").at(-1)].includes(NAME),
  )!.attributes as Record<string, string>;
const policy = (change: (statements: object[]) => object[]) => (place: BrokenPlace) => {
  const { Version, Statement } = JSON.parse(declaredOf(place, "aws_sqs_queue_policy").policy!) as {
    Version: string;
    Statement: object[];
  };
  return queue({ Policy: JSON.stringify({ Version, Statement: change(Statement) }) })(place);
};
const redrive = (maxReceiveCount: number) => (place: BrokenPlace) => {
  const { deadLetterTargetArn } = JSON.parse(declaredOf(place, "aws_sqs_queue").redrive_policy!) as {
    deadLetterTargetArn: string;
  };
  return queue({ RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }) })(place);
};

const lambda =
  (change: Omit<UpdateFunctionConfigurationCommandInput, "FunctionName">) => (place: BrokenPlace) =>
    as(new LambdaClient(acting(place)), (client) =>
      client.send(new UpdateFunctionConfigurationCommand({ FunctionName: NAME, ...change })),
    );
const variables = (more: Record<string, string>) => (place: BrokenPlace) => {
  const { environment } = declaredOf(place, "aws_lambda_function") as unknown as {
    environment: { variables: Record<string, string> };
  };
  return lambda({ Environment: { Variables: { ...environment.variables, ...more } } })(place);
};
const roleOf = (place: BrokenPlace) => declaredOf(place, "aws_lambda_function").role!;
const code = (ZipFile: Buffer) => (place: BrokenPlace) =>
  as(new LambdaClient(acting(place)), (client) =>
    client.send(new UpdateFunctionCodeCommand({ FunctionName: NAME, ZipFile })),
  );
const secret = (SecretString: string) => (place: BrokenPlace) =>
  as(new SecretsManagerClient(acting(place)), (client) =>
    client.send(new PutSecretValueCommand({ SecretId: SECRET, SecretString })),
  );

/** Attributes of queues, function, secret, alarms and log group that are not what the stack declares. */
export const DECLARED_FAULTS: readonly Fault[] = [
  {
    what: "the queue's retention cut to a minute",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "message_retention_seconds" },
    break: queue({ MessageRetentionPeriod: "60" }),
    mend: queue({ MessageRetentionPeriod: "1209600" }),
  },
  {
    what: "the queue's messages dead after one receive",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "redrive_policy.maxReceiveCount" },
    break: redrive(1),
    mend: redrive(1_000),
  },
  {
    what: "the queue's largest message cut to 1 KiB",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "max_message_size" },
    break: queue({ MaximumMessageSize: "1024" }),
    mend: queue({ MaximumMessageSize: "262144" }),
  },
  {
    what: "the queue's policy denying everybody to receive",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "policy" },
    break: policy((all) => [
      ...all,
      { Effect: "Deny", Principal: "*", Action: "sqs:ReceiveMessage", Resource: "*" },
    ]),
    mend: policy((all) => all),
  },
  {
    what: "the queue's tags taken off",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "tags.owner" },
    break: (place) =>
      as(new SQSClient(acting(place)), (client) =>
        client.send(new UntagQueueCommand({ QueueUrl: urlOf(place), TagKeys: ["owner"] })),
      ),
    mend: (place) =>
      as(new SQSClient(acting(place)), (client) =>
        client.send(new TagQueueCommand({ QueueUrl: urlOf(place), Tags: { owner: "security" } })),
      ),
  },
  {
    what: "the function run as another role",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "role" },
    break: (place) => lambda({ Role: `${roleOf(place)}-2` })(place),
    mend: (place) => lambda({ Role: roleOf(place) })(place),
  },
  {
    what: "the function's handler changed",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "handler" },
    break: lambda({ Handler: "index.nothing" }),
    mend: lambda({ Handler: "index.handler" }),
  },
  {
    what: "the function stopped after a second",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "timeout" },
    break: lambda({ Timeout: 1 }),
    mend: lambda({ Timeout: 60 }),
  },
  {
    what: "NODE_OPTIONS put into the function's environment",
    ...{ reason: "FUNCTION_SETTINGS_DIFFER", names: NAME, attribute: "environment.variables.NODE_OPTIONS" },
    break: variables({ NODE_OPTIONS: "--require /opt/spy.js" }),
    mend: variables({}),
  },
  {
    what: "the relay's secret given a value that is no JSON",
    ...{ reason: "SECRET_NOT_JSON", names: SECRET },
    break: secret("token=t"),
    mend: secret('{"token":"t"}'),
  },
  {
    what: "the relay's secret without the token",
    ...{ reason: "SECRET_INCOMPLETE", names: SECRET },
    break: secret('{"user":"u"}'),
    mend: secret('{"token":"t"}'),
  },
  {
    what: "an alarm's actions switched off",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: `${NAME}-dead`, attribute: "actions_enabled" },
    break: (place) =>
      as(new CloudWatchClient(acting(place)), (client) =>
        client.send(new DisableAlarmActionsCommand({ AlarmNames: [`${NAME}-dead`] })),
      ),
    mend: (place) =>
      as(new CloudWatchClient(acting(place)), (client) =>
        client.send(new EnableAlarmActionsCommand({ AlarmNames: [`${NAME}-dead`] })),
      ),
  },
  {
    what: "the function's log kept for a day",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: `/aws/lambda/${NAME}`, attribute: "retention_in_days" },
    break: (place) =>
      as(new CloudWatchLogsClient(acting(place)), (client) =>
        client.send(
          new PutRetentionPolicyCommand({ logGroupName: `/aws/lambda/${NAME}`, retentionInDays: 1 }),
        ),
      ),
    mend: (place) =>
      as(new CloudWatchLogsClient(acting(place)), (client) =>
        client.send(
          new PutRetentionPolicyCommand({ logGroupName: `/aws/lambda/${NAME}`, retentionInDays: 3 }),
        ),
      ),
  },
  {
    what: "the function's log encrypted with a key of someone else's",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: `/aws/lambda/${NAME}`, attribute: "kms_key_id" },
    break: (place) =>
      as(new CloudWatchLogsClient(acting(place)), (client) =>
        client.send(new AssociateKmsKeyCommand({ logGroupName: `/aws/lambda/${NAME}`, kmsKeyId: KEY })),
      ),
    mend: (place) =>
      as(new CloudWatchLogsClient(acting(place)), (client) =>
        client.send(new DisassociateKmsKeyCommand({ logGroupName: `/aws/lambda/${NAME}` })),
      ),
  },
  {
    what: "the function's environment encrypted with a key of someone else's",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "kms_key_arn" },
    break: lambda({ KMSKeyArn: KEY }),
    mend: lambda({ KMSKeyArn: "" }),
  },
  {
    what: "the function's code replaced",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "source_code_hash" },
    break: async (place) =>
      code(await zipOf({ "index.js": "exports.handler = async () => ({ batchItemFailures: [] });" }))(place),
    mend: (place) => code(place.zip)(place),
  },
];
