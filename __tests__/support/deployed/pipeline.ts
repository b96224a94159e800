import { CloudWatchClient, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { CreateFunctionCommand, CreateEventSourceMappingCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { roleArn } from "../../../aws/arn";
import { deliveryNames, resourceNames } from "../../../config/names";
import { ENVIRONMENT } from "../../../lambda-src/finding-forwarder/environment";
import { wantedPipeline, type WantedPipeline, type WantedQueue } from "../../../intent/wanted-pipeline";
import { allow } from "../../verification/compare/found";
import { acting, type Place } from "./place";

/** What the function runs, and the secret's value. */
export interface PipelineProps {
  readonly zip: Buffer;
  /** JSON. */
  readonly secret: string;
}

/** Puts the findings' way into a region as the stacks do, by SDK calls. The forwarder's role has to be there. */
export async function deployPipeline(place: Place, { zip, secret }: PipelineProps): Promise<void> {
  const { config, organization, region } = place;
  const wanted = wantedPipeline(config, organization, region)!;
  const settings = acting(place);
  const { secretName } = organization.forwarding!.logRelay;
  await new SecretsManagerClient(settings).send(
    new CreateSecretCommand({ Name: secretName, SecretString: secret }),
  );
  const sqs = new SQSClient(settings);
  for (const queue of [...wanted.queues].reverse()) await createQueue(sqs, queue);
  const logGroupName = deliveryNames(config, organization.forwarding!.topology).logGroup;
  await new CloudWatchLogsClient(settings).send(new CreateLogGroupCommand({ logGroupName }));
  await createFunction(place, wanted, zip);
  const events = new EventBridgeClient(settings);
  for (const rule of wanted.rules) {
    const trigger =
      "pattern" in rule.trigger
        ? { EventPattern: JSON.stringify(rule.trigger.pattern) }
        : { ScheduleExpression: `rate(${rule.trigger.everyMinutes} minutes)` };
    await events.send(new PutRuleCommand({ Name: rule.name, State: "ENABLED", ...trigger }));
    const DeadLetterConfig = { Arn: rule.deadLetterQueueArn };
    const Targets = [{ Id: "findings", Arn: rule.targetArn, DeadLetterConfig }];
    await events.send(new PutTargetsCommand({ Rule: rule.name, Targets }));
  }
  for (const name of wanted.alarms.names) await createAlarm(place, name);
}

/** The role of every region's function. */
export async function deployForwarderRole(place: Place): Promise<void> {
  const iam = new IAMClient(acting(place));
  const RoleName = resourceNames(place.config).functionRole;
  const trust = allow({ Service: "lambda.amazonaws.com" }, "sts:AssumeRole");
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["sqs:*", "secretsmanager:GetSecretValue"], Resource: "*" }],
  });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "forward-findings", PolicyDocument }));
}

/** Its metric does not matter here. */
export async function createAlarm(place: Place, AlarmName: string): Promise<void> {
  const client = new CloudWatchClient(acting(place));
  const metric = { Namespace: "AWS/SQS", MetricName: "ApproximateAgeOfOldestMessage", Statistic: "Maximum" };
  await client.send(
    new PutMetricAlarmCommand({
      ...{ AlarmName, ...metric, Statistic: "Maximum", Threshold: 0, Period: 300, EvaluationPeriods: 1 },
      ComparisonOperator: "GreaterThanThreshold",
    }),
  );
  client.destroy();
}

async function createQueue(client: SQSClient, { name, senders, deadLetterQueueArn }: WantedQueue) {
  const condition = { ArnEquals: { "aws:SourceArn": senders } };
  const policy = allow({ Service: "events.amazonaws.com" }, "sqs:SendMessage", condition);
  const redrive = JSON.stringify({ deadLetterTargetArn: deadLetterQueueArn, maxReceiveCount: 1_000 });
  const Attributes = {
    VisibilityTimeout: "360",
    ...(senders.length > 0 ? { Policy: policy } : {}),
    ...(deadLetterQueueArn ? { RedrivePolicy: redrive } : {}),
  };
  await client.send(new CreateQueueCommand({ QueueName: name, Attributes }));
}

async function createFunction(
  place: Place,
  { delivery, queues }: WantedPipeline,
  zip: Buffer,
): Promise<void> {
  const { config, organization, endpoint } = place;
  const { forwarding, functionName, queueArn } = delivery!;
  const { secretName = "", ...logRelay } = forwarding.logRelay;
  const url = (name: string) => `${endpoint}/${organization.administratorAccountId}/${name}`;
  const [queue, dead] = queues.filter(({ name }) => !name.endsWith("-unsent"));
  const lambda = new LambdaClient(acting(place));
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: functionName,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: roleArn(
        organization.partition,
        organization.administratorAccountId,
        resourceNames(config).functionRole,
      ),
      Timeout: 60,
      Code: { ZipFile: zip },
      Environment: {
        Variables: {
          [ENVIRONMENT.format]: forwarding.format,
          [ENVIRONMENT.logRelay]: JSON.stringify(logRelay),
          [ENVIRONMENT.secretName]: secretName,
          [ENVIRONMENT.queueUrl]: url(queue!.name),
          [ENVIRONMENT.deadLetterQueueUrl]: url(dead!.name),
        },
      },
    }),
  );
  await lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: functionName,
      EventSourceArn: queueArn,
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 5,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: forwarding.maximumConcurrency },
    }),
  );
}
