import { PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { DeleteRetentionPolicyCommand, PutRetentionPolicyCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { UpdateOrganizationConfigurationCommand } from "@aws-sdk/client-guardduty";
import {
  DeleteRolePermissionsBoundaryCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { PublishLayerVersionCommand, UpdateFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { zipOf } from "../../support/zip";
import { deployAgain } from "../../support/deployed/pipeline";
import type { BrokenPlace, Fault } from "../verify-faults/fault";
import {
  alarms,
  arnOf,
  declared,
  events,
  guardDuty,
  iam,
  lambda,
  logs,
  NAME,
  OTHER,
  queues,
  queueUrl,
  ROLE,
} from "./as";

const POLICY = "forward-findings";

const again =
  (type: string, name = NAME) =>
  (place: BrokenPlace) =>
    deployAgain(place, type, name);

/** A second rule that matches findings by another pattern, and sends them on. */
const secondRule = (pattern: object, targetArn: (place: BrokenPlace) => string) => ({
  ...({ reason: "NOT_EXPECTED", names: "second" } as const),
  break: events(async (client, place) => {
    await client.send(new PutRuleCommand({ Name: "second", EventPattern: JSON.stringify(pattern) }));
    const Targets = [{ Id: "t", Arn: targetArn(place) }];
    await client.send(new PutTargetsCommand({ Rule: "second", Targets }));
  }),
  mend: events(async (client) => {
    await client.send(new RemoveTargetsCommand({ Rule: "second", Ids: ["t"] }));
    await client.send(new DeleteRuleCommand({ Name: "second" }));
  }),
});

const queue = (Attributes: Record<string, string>, name = NAME) =>
  queues((client, place) =>
    client.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl(place, name), Attributes })),
  );

interface Document {
  readonly Version: string;
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}
const documentOf = (text: string) => JSON.parse(text) as Document;

/** A policy with its statements changed. */
function changed(text: string, change: (all: Document["Statement"]) => Document["Statement"]): string {
  const { Version, Statement } = documentOf(text);
  return JSON.stringify({ Version, Statement: change(Statement) });
}

/** Faults that were invented from docs/verifying.md alone, before the code that compares was read. */
export const INVENTED_FAULTS: readonly Fault[] = [
  {
    what: "a second rule for sources by a prefix, to a topic of another account",
    ...secondRule(
      { source: [{ prefix: "aws.guard" }] },
      ({ region }) => `arn:aws:sns:${region}:${OTHER}:copy`,
    ),
  },
  {
    what: "a second rule for detail types by a wildcard, to another function",
    ...secondRule({ "detail-type": [{ wildcard: "GuardDuty*" }] }, (place) =>
      arnOf(place, "lambda", "function:copy"),
    ),
  },
  {
    what: "the rule's pattern leaving out one family of findings",
    ...{ reason: "RULE_PATTERN_DIFFERS", names: NAME },
    break: events((client, place) => {
      const { event_pattern: text = "", description: Description } = declared(
        place,
        "aws_cloudwatch_event_rule",
        NAME,
      );
      const detail = { type: [{ "anything-but": { prefix: "Backdoor:" } }] };
      const EventPattern = JSON.stringify({ ...(JSON.parse(text) as object), detail });
      return client.send(new PutRuleCommand({ Name: NAME, EventPattern, Description }));
    }),
    mend: again("aws_cloudwatch_event_rule"),
  },
  {
    what: "the queue delivering each message a quarter of an hour late",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "delay_seconds" },
    break: queue({ DelaySeconds: "900" }),
    mend: queue({ DelaySeconds: "0" }),
  },
  {
    what: "the dead-letter queue taking dead letters from no queue",
    ...{
      reason: "ATTRIBUTE_DIFFERS",
      names: `${NAME}-dead`,
      attribute: "redrive_allow_policy.redrivePermission",
    },
    break: queue({ RedriveAllowPolicy: '{"redrivePermission":"denyAll"}' }, `${NAME}-dead`),
    mend: (place) =>
      queue(
        { RedriveAllowPolicy: declared(place, "aws_sqs_queue", `${NAME}-dead`).redrive_allow_policy ?? "" },
        `${NAME}-dead`,
      )(place),
  },
  {
    what: "the queue encrypted with AWS's own key, which EventBridge may not use",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "kms_master_key_id" },
    break: queue({ KmsMasterKeyId: "alias/aws/sqs" }),
    mend: queue({ KmsMasterKeyId: "", SqsManagedSseEnabled: "true" }),
  },
  {
    what: "the queue's policy letting another account receive",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "policy" },
    break: (place) => {
      const more = {
        Effect: "Allow",
        Principal: { AWS: OTHER },
        Action: "sqs:ReceiveMessage",
        Resource: "*",
      };
      const { policy = "" } = declared(place, "aws_sqs_queue_policy", `/${NAME}`);
      return queue({ Policy: changed(policy, (all) => [...all, more]) })(place);
    },
    mend: (place) => queue({ Policy: declared(place, "aws_sqs_queue_policy", `/${NAME}`).policy! })(place),
  },
  {
    what: "the role given a boundary",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: ROLE, attribute: "permissions_boundary" },
    break: iam((client) =>
      client.send(
        new PutRolePermissionsBoundaryCommand({
          RoleName: ROLE,
          PermissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess",
        }),
      ),
    ),
    mend: iam((client) => client.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: ROLE }))),
  },
  {
    what: "the role assumed by another account as well",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: ROLE, attribute: "assume_role_policy" },
    break: iam((client, place) => {
      const { assume_role_policy: own = "" } = declared(place, "aws_iam_role", ROLE);
      const more = { Effect: "Allow", Principal: { AWS: OTHER }, Action: "sts:AssumeRole" };
      const PolicyDocument = changed(own, (all) => [...all, more]);
      return client.send(new UpdateAssumeRolePolicyCommand({ RoleName: ROLE, PolicyDocument }));
    }),
    mend: iam((client, place) => {
      const { assume_role_policy: PolicyDocument } = declared(place, "aws_iam_role", ROLE);
      return client.send(new UpdateAssumeRolePolicyCommand({ RoleName: ROLE, PolicyDocument }));
    }),
  },
  {
    what: "the role's policy bound to one address",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: `${ROLE}/${POLICY}`, attribute: "policy" },
    break: iam((client, place) => {
      const { policy = "" } = declared(place, "aws_iam_role_policy", POLICY);
      const Condition = { IpAddress: { "aws:SourceIp": "192.0.2.1/32" } };
      const PolicyDocument = changed(policy, (all) => all.map((one) => ({ ...one, Condition })));
      return client.send(new PutRolePolicyCommand({ RoleName: ROLE, PolicyName: POLICY, PolicyDocument }));
    }),
    mend: again("aws_iam_role_policy", POLICY),
  },
  {
    what: "the function given a layer",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "layers" },
    break: lambda(async (client) => {
      const Content = { ZipFile: await zipOf({ "extensions/tap": "#!/bin/sh" }) };
      const layer = await client.send(new PublishLayerVersionCommand({ LayerName: "tap", Content }));
      const Layers = [layer.LayerVersionArn!];
      await client.send(new UpdateFunctionConfigurationCommand({ FunctionName: NAME, Layers }));
    }),
    mend: lambda((client) =>
      client.send(new UpdateFunctionConfigurationCommand({ FunctionName: NAME, Layers: [] })),
    ),
  },
  {
    what: "the alarm on dead letters watching another queue",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: `${NAME}-dead`, attribute: "dimensions.QueueName" },
    break: alarms((client, place) => {
      const of = declared(place, "aws_cloudwatch_metric_alarm", `${NAME}-dead`) as Record<string, never>;
      return client.send(
        new PutMetricAlarmCommand({
          AlarmName: of.alarm_name,
          AlarmDescription: of.alarm_description,
          ComparisonOperator: of.comparison_operator,
          Dimensions: [{ Name: "QueueName", Value: "quiet" }],
          EvaluationPeriods: of.evaluation_periods,
          ...{ MetricName: of.metric_name, Namespace: of.namespace, Period: of.period },
          ...{ Statistic: of.statistic, Threshold: of.threshold, TreatMissingData: of.treat_missing_data },
        }),
      );
    }),
    mend: again("aws_cloudwatch_metric_alarm", `${NAME}-dead`),
  },
  {
    what: "the rule's target never tried again",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: NAME, attribute: "retry_policy.maximum_retry_attempts" },
    break: events((client, place) => {
      const {
        arn: Arn,
        target_id: Id,
        dead_letter_config: dead,
      } = declared(place, "aws_cloudwatch_event_target", NAME);
      const DeadLetterConfig = { Arn: (dead as unknown as { arn: string }).arn };
      const RetryPolicy = { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 86_400 };
      const Targets = [{ Id: Id!, Arn: Arn!, DeadLetterConfig, RetryPolicy }];
      return client.send(new PutTargetsCommand({ Rule: NAME, Targets }));
    }),
    mend: again("aws_cloudwatch_event_target"),
  },
  {
    what: "the function's log kept for ever",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: `/aws/lambda/${NAME}`, attribute: "retention_in_days" },
    break: logs((client) =>
      client.send(new DeleteRetentionPolicyCommand({ logGroupName: `/aws/lambda/${NAME}` })),
    ),
    mend: logs((client) =>
      client.send(new PutRetentionPolicyCommand({ logGroupName: `/aws/lambda/${NAME}`, retentionInDays: 3 })),
    ),
  },
  {
    what: "new accounts without the agents of ECS",
    ...{ reason: "ORGANIZATION_CONFIGURATION_DIFFERS", names: "ECS_FARGATE_AGENT_MANAGEMENT" },
    break: (place) => ecsAgents("NONE")(place),
    mend: (place) => ecsAgents("NEW")(place),
  },
];

const ecsAgents = (AutoEnable: "NEW" | "NONE") =>
  guardDuty((client, { detectorId, organization }) =>
    client.send(
      new UpdateOrganizationConfigurationCommand({
        DetectorId: detectorId,
        AutoEnableOrganizationMembers: organization.enrolment.newAccounts,
        Features: [
          {
            Name: "RUNTIME_MONITORING",
            AutoEnable: "NEW",
            AdditionalConfiguration: [{ Name: "ECS_FARGATE_AGENT_MANAGEMENT", AutoEnable }],
          },
        ],
      }),
    ),
  );
