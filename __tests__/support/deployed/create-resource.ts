import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  type CreateFunctionCommandInput,
} from "@aws-sdk/client-lambda";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { ExpectedResource } from "../../../intent/expected-stack";
import { QUEUE_KINDS } from "../../../verification/kinds/queue-kinds";
import { acting, type Place } from "./place";
import { callScheduler } from "./call-scheduler";

/** Where a resource is made, and of what code. */
interface Making {
  readonly place: Place;
  readonly zip: Buffer;
}

type Create = (resource: ExpectedResource, making: Making) => Promise<unknown>;

/** An attribute, whatever it is. */
type Of = Readonly<Record<string, never>>;

const tagsOf = ({ provider }: ExpectedResource) =>
  Object.entries(provider.defaultTags).map(([Key, Value]) => ({ Key, Value }));

/** Makes a client for one call. */
async function using<Client extends { destroy(): void }>(
  client: Client,
  work: (client: Client) => Promise<unknown>,
) {
  await work(client).finally(() => client.destroy());
}

const createQueue: Create = (queue, { place }) => {
  const { name, redrive_policy, redrive_allow_policy, kms_master_key_id, ...of } = queue.attributes as Of;
  const Attributes = {
    // Terraform's provider sends its default, which is no longer AWS's.
    MaximumMessageSize: String(QUEUE_KINDS.aws_sqs_queue!.defaults!.max_message_size),
    MessageRetentionPeriod: String(of.message_retention_seconds),
    VisibilityTimeout: String(of.visibility_timeout_seconds),
    ...(redrive_policy ? { RedrivePolicy: redrive_policy } : {}),
    ...(redrive_allow_policy ? { RedriveAllowPolicy: redrive_allow_policy } : {}),
    ...(kms_master_key_id ? { KmsMasterKeyId: kms_master_key_id } : {}),
    ...(of.sqs_managed_sse_enabled ? { SqsManagedSseEnabled: "true" } : {}),
  };
  const tags = { ...queue.provider.defaultTags };
  return using(new SQSClient(acting(place)), (client) =>
    client.send(new CreateQueueCommand({ QueueName: name, Attributes, tags })),
  );
};

const putQueuePolicy: Create = ({ attributes }, { place }) => {
  const { queue_url: QueueUrl, policy: Policy } = attributes as Of;
  return using(new SQSClient(acting(place)), (client) =>
    client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } })),
  );
};

const createBus: Create = (bus, { place }) =>
  using(new EventBridgeClient(acting(place)), (client) =>
    client.send(new CreateEventBusCommand({ Name: String(bus.attributes.name), Tags: tagsOf(bus) })),
  );

const putBusPolicy: Create = ({ attributes }, { place }) => {
  const { event_bus_name: EventBusName, policy: Policy } = attributes as Of;
  return using(new EventBridgeClient(acting(place)), (client) =>
    client.send(new PutPermissionCommand({ EventBusName, Policy })),
  );
};

const putRule: Create = (rule, { place }) => {
  const of = rule.attributes as Of;
  const command = new PutRuleCommand({
    Name: of.name,
    Description: of.description,
    State: of.state,
    EventPattern: of.event_pattern,
    ScheduleExpression: of.schedule_expression,
    EventBusName: of.event_bus_name,
    Tags: tagsOf(rule),
  });
  return using(new EventBridgeClient(acting(place)), (client) => client.send(command));
};

const putTarget: Create = ({ attributes }, { place }) => {
  const of = attributes as Of;
  const retry = of.retry_policy as unknown as {
    maximum_event_age_in_seconds: number;
    maximum_retry_attempts: number;
  };
  const command = new PutTargetsCommand({
    Rule: of.rule,
    EventBusName: of.event_bus_name,
    Targets: [
      {
        Id: of.target_id,
        Arn: of.arn,
        RoleArn: of.role_arn,
        DeadLetterConfig: { Arn: (of.dead_letter_config as unknown as { arn: string }).arn },
        RetryPolicy: {
          MaximumEventAgeInSeconds: retry.maximum_event_age_in_seconds,
          MaximumRetryAttempts: retry.maximum_retry_attempts,
        },
      },
    ],
  });
  return using(new EventBridgeClient(acting(place)), (client) => client.send(command));
};

/** Scheduler's API has paths of its own, and the local AWS looks only at a signature's scope. */
const createSchedule: Create = async ({ attributes }, { place }) => {
  const of = attributes as Of;
  const target = of.target as unknown as {
    readonly arn: string;
    readonly role_arn: string;
    readonly input: string;
    readonly eventbridge_parameters: { readonly source: string; readonly detail_type: string };
    readonly retry_policy: {
      readonly maximum_event_age_in_seconds: number;
      readonly maximum_retry_attempts: number;
    };
  };
  const { eventbridge_parameters: event, retry_policy: retry } = target;
  await callScheduler(place, "POST", `/schedules/${String(of.name)}`, {
    GroupName: of.group_name,
    Description: of.description,
    State: of.state,
    ScheduleExpression: of.schedule_expression,
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: {
      Arn: target.arn,
      RoleArn: target.role_arn,
      Input: target.input,
      EventBridgeParameters: { Source: event.source, DetailType: event.detail_type },
      RetryPolicy: {
        MaximumEventAgeInSeconds: retry.maximum_event_age_in_seconds,
        MaximumRetryAttempts: retry.maximum_retry_attempts,
      },
    },
  });
};

const createLogGroup: Create = ({ attributes, provider }, { place }) => {
  const { name: logGroupName, retention_in_days: retentionInDays } = attributes as Of;
  return using(new CloudWatchLogsClient(acting(place)), async (client) => {
    await client.send(new CreateLogGroupCommand({ logGroupName, tags: { ...provider.defaultTags } }));
    await client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
  });
};

const createFunction: Create = ({ attributes, provider }, { place, zip }) => {
  const of = attributes as Of;
  const vpc = of.vpc_config as { subnet_ids: string[]; security_group_ids: string[] } | undefined;
  const input: CreateFunctionCommandInput = {
    FunctionName: of.function_name,
    Description: of.description,
    Runtime: of.runtime,
    Handler: of.handler,
    Role: of.role,
    Timeout: of.timeout,
    MemorySize: of.memory_size,
    Architectures: of.architectures,
    Code: { ZipFile: zip },
    Environment: {
      Variables: (of.environment as unknown as { variables: Record<string, string> }).variables,
    },
    Tags: { ...provider.defaultTags },
    ...(vpc ? { VpcConfig: { SubnetIds: vpc.subnet_ids, SecurityGroupIds: vpc.security_group_ids } } : {}),
  };
  return using(new LambdaClient(acting(place)), async (client) => {
    await client.send(new CreateFunctionCommand(input));
    const ReservedConcurrentExecutions = of.reserved_concurrent_executions as number | undefined;
    if (ReservedConcurrentExecutions === undefined) return;
    const FunctionName = input.FunctionName!;
    await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));
  });
};

const createMapping: Create = ({ attributes }, { place }) => {
  const of = attributes as Of;
  const scaling = of.scaling_config as { maximum_concurrency: number } | undefined;
  const command = new CreateEventSourceMappingCommand({
    FunctionName: of.function_name,
    EventSourceArn: of.event_source_arn,
    BatchSize: of.batch_size,
    Enabled: of.enabled,
    MaximumBatchingWindowInSeconds: of.maximum_batching_window_in_seconds,
    FunctionResponseTypes: of.function_response_types,
    ...(scaling ? { ScalingConfig: { MaximumConcurrency: scaling.maximum_concurrency } } : {}),
  });
  return using(new LambdaClient(acting(place)), (client) => client.send(command));
};

const putAlarm: Create = (alarm, { place }) => {
  const of = alarm.attributes as Of;
  const dimensions = Object.entries<string>(of.dimensions ?? {});
  const input: PutMetricAlarmCommandInput = {
    AlarmName: of.alarm_name,
    AlarmDescription: of.alarm_description,
    AlarmActions: of.alarm_actions,
    OKActions: of.ok_actions,
    ComparisonOperator: of.comparison_operator,
    Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })),
    EvaluationPeriods: of.evaluation_periods,
    MetricName: of.metric_name,
    Namespace: of.namespace,
    Period: of.period,
    Statistic: of.statistic,
    Threshold: of.threshold,
    TreatMissingData: of.treat_missing_data,
    Tags: tagsOf(alarm),
  };
  return using(new CloudWatchClient(acting(place)), (client) =>
    client.send(new PutMetricAlarmCommand(input)),
  );
};

const createRole: Create = (role, { place }) => {
  const of = role.attributes as Of;
  const command = new CreateRoleCommand({
    RoleName: of.name,
    AssumeRolePolicyDocument: of.assume_role_policy,
    Description: of.description,
    Tags: tagsOf(role),
  });
  return using(new IAMClient(acting(place)), (client) =>
    client.send(command).catch((error: Error) => {
      // A role has no region: the first region of a partition made it.
      if (!/Exist/.test(error.name)) throw error;
    }),
  );
};

const putRolePolicy: Create = ({ attributes }, { place }) => {
  const { role: RoleName, name: PolicyName, policy: PolicyDocument } = attributes as Of;
  return using(new IAMClient(acting(place)), (client) =>
    client.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument })),
  );
};

const createSecret: Create = (secret, { place }) => {
  const of = secret.attributes as Of;
  const replicas = (of.replica ?? []) as readonly { readonly region: string }[];
  const command = new CreateSecretCommand({
    Name: of.name,
    Description: of.description,
    Tags: tagsOf(secret),
    AddReplicaRegions: replicas.map(({ region: Region }) => ({ Region })),
  });
  return using(new SecretsManagerClient(acting(place)), (client) => client.send(command));
};

/** What makes each type of resource on the findings' path, in an order in which each finds what it names. */
export const CREATORS: Readonly<Record<string, Create>> = {
  aws_iam_role: createRole,
  aws_iam_role_policy: putRolePolicy,
  aws_secretsmanager_secret: createSecret,
  aws_sqs_queue: createQueue,
  aws_sqs_queue_policy: putQueuePolicy,
  aws_cloudwatch_log_group: createLogGroup,
  aws_lambda_function: createFunction,
  aws_lambda_event_source_mapping: createMapping,
  aws_cloudwatch_event_bus: createBus,
  aws_cloudwatch_event_bus_policy: putBusPolicy,
  aws_cloudwatch_event_rule: putRule,
  aws_cloudwatch_event_target: putTarget,
  aws_scheduler_schedule: createSchedule,
  aws_cloudwatch_metric_alarm: putAlarm,
};
