import {
  CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  PutSubscriptionFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from "@aws-sdk/client-cloudwatch";
import {
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CreateThreatEntitySetCommand,
  CreateThreatIntelSetCommand,
  DeleteThreatEntitySetCommand,
  DeleteThreatIntelSetCommand,
  GuardDutyClient,
  ListThreatEntitySetsCommand,
  ListThreatIntelSetsCommand,
} from "@aws-sdk/client-guardduty";
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AddPermissionCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionCommand,
  DeleteFunctionUrlConfigCommand,
  DeleteEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  RemovePermissionCommand,
} from "@aws-sdk/client-lambda";
import { SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { deployAgain } from "../../support/deployed/pipeline";
import { acting } from "../../support/deployed/place";
import { allow } from "../../verification/compare/found";
import type { BrokenPlace, Fault } from "./fault";

const RULE = "acme-guardduty-findings";
const ROLE = `${RULE}-forwarder`;
const HEARTBEAT = `${RULE}-heartbeat`;
const PATTERN = JSON.stringify({ source: ["aws.guardduty"], detail: { severity: [{ numeric: [">=", 7] }] } });
const ELSEWHERE = "arn:aws:sqs:eu-west-1:999999999999:theirs";

async function as<Client extends { destroy(): void }>(
  client: Client,
  work: (client: Client) => Promise<unknown>,
): Promise<void> {
  await work(client).finally(() => client.destroy());
}
const events = (work: (client: EventBridgeClient) => Promise<unknown>) => (place: BrokenPlace) =>
  as(new EventBridgeClient(acting(place)), work);
const iam = (work: (client: IAMClient) => Promise<unknown>) => (place: BrokenPlace) =>
  as(new IAMClient(acting(place)), work);
const lambda = (work: (client: LambdaClient) => Promise<unknown>) => (place: BrokenPlace) =>
  as(new LambdaClient(acting(place)), work);
const ANY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sqs:*", Resource: "*" }],
});
const TRUST = allow({ Service: "lambda.amazonaws.com" }, "sts:AssumeRole").replace(/,"Resource":"\*"/, "");
const rolePolicy = (PolicyDocument: string) =>
  iam((client) =>
    client.send(new PutRolePolicyCommand({ RoleName: ROLE, PolicyName: "forward-findings", PolicyDocument })),
  );
const guardDuty = (
  place: BrokenPlace,
  work: (client: GuardDutyClient, detectorId: string) => Promise<unknown>,
) => as(new GuardDutyClient(acting(place)), (client) => work(client, place.detectorId));
const deadLettersOf = ({ region }: BrokenPlace) => `arn:aws:sqs:${region}:222222222222:${RULE}-dead`;
/** Lambda takes no queue whose messages come back before the function has ended. */
const deadLetterVisibility = (VisibilityTimeout: string) => (place: BrokenPlace) =>
  as(new SQSClient(acting(place)), (client) =>
    client.send(
      new SetQueueAttributesCommand({
        QueueUrl: `${place.endpoint}/222222222222/${RULE}-dead`,
        Attributes: { VisibilityTimeout },
      }),
    ),
  );
const unmapDeadLetters = (place: BrokenPlace) =>
  lambda(async (client) => {
    const listing = new ListEventSourceMappingsCommand({ EventSourceArn: deadLettersOf(place) });
    const { EventSourceMappings: all = [] } = await client.send(listing);
    for (const { UUID } of all) await client.send(new DeleteEventSourceMappingCommand({ UUID }));
  })(place);
const LIST = {
  Format: "TXT",
  Location: "https://s3.amazonaws.com/acme-lists/bad.txt",
  Activate: true,
} as const;

/** What takes part and is declared by no stack, and roles, rules and alarms that are not as declared. */
export const UNEXPECTED_FAULTS: readonly Fault[] = [
  {
    what: "a second target on the rule, in another account",
    ...{ reason: "NOT_EXPECTED", names: `${RULE} target second` },
    break: events((client) =>
      client.send(new PutTargetsCommand({ Rule: RULE, Targets: [{ Id: "second", Arn: ELSEWHERE }] })),
    ),
    mend: events((client) => client.send(new RemoveTargetsCommand({ Rule: RULE, Ids: ["second"] }))),
  },
  {
    what: "a second rule that takes the severe findings elsewhere",
    ...{ reason: "NOT_EXPECTED", names: "rule severe" },
    break: events(async (client) => {
      await client.send(new PutRuleCommand({ Name: "severe", EventPattern: PATTERN }));
      await client.send(new PutTargetsCommand({ Rule: "severe", Targets: [{ Id: "1", Arn: ELSEWHERE }] }));
    }),
    mend: events((client) => client.send(new RemoveTargetsCommand({ Rule: "severe", Ids: ["1"] }))),
  },
  {
    what: "the rule's target left without retries after a minute",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: RULE, attribute: "retry_policy.maximum_retry_attempts" },
    break: async (place) => {
      const queue = `arn:aws:sqs:${place.region}:222222222222:${RULE}`;
      const RetryPolicy = { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 };
      const Targets = [
        { Id: "findings", Arn: queue, DeadLetterConfig: { Arn: `${queue}-unsent` }, RetryPolicy },
      ];
      await events((client) => client.send(new PutTargetsCommand({ Rule: RULE, Targets })))(place);
    },
    mend: (place) => deployAgain(place, "aws_cloudwatch_event_target", RULE),
  },
  {
    what: "an alarm's threshold raised to a million",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: `${RULE}-dead`, attribute: "threshold" },
    break: (place) => {
      const alarm: PutMetricAlarmCommandInput = {
        ...{
          AlarmName: `${RULE}-dead`,
          Namespace: "AWS/SQS",
          MetricName: "ApproximateNumberOfMessagesVisible",
        },
        ...{ Threshold: 1_000_000, EvaluationPeriods: 1, Period: 300, Statistic: "Maximum" as const },
        ...{ ComparisonOperator: "GreaterThanThreshold" as const, TreatMissingData: "notBreaching" },
      };
      return as(new CloudWatchClient(acting(place)), (client) =>
        client.send(new PutMetricAlarmCommand(alarm)),
      );
    },
    mend: (place) => deployAgain(place, "aws_cloudwatch_metric_alarm", `${RULE}-dead`),
  },
  {
    what: "the role's inline policy gone",
    ...{ reason: "RESOURCE_MISSING", names: `${ROLE}/forward-findings` },
    break: iam((client) =>
      client.send(new DeleteRolePolicyCommand({ RoleName: ROLE, PolicyName: "forward-findings" })),
    ),
    mend: (place) => deployAgain(place, "aws_iam_role_policy", ROLE),
  },
  {
    what: "the role's inline policy edited",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: `${ROLE}/forward-findings`, attribute: "policy" },
    break: iam((client) =>
      client.send(
        new PutRolePolicyCommand({ RoleName: ROLE, PolicyName: "forward-findings", PolicyDocument: ANY }),
      ),
    ),
    mend: (place) => deployAgain(place, "aws_iam_role_policy", ROLE),
  },
  {
    what: "the heartbeats' role may do more",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: `${HEARTBEAT}/put-heartbeats`, attribute: "policy" },
    break: iam((client) =>
      client.send(
        new PutRolePolicyCommand({
          ...{ RoleName: HEARTBEAT, PolicyName: "put-heartbeats", PolicyDocument: ANY },
        }),
      ),
    ),
    mend: (place) => deployAgain(place, "aws_iam_role_policy", "put-heartbeats"),
  },
  {
    what: "the role assumed by another service",
    ...{ reason: "ATTRIBUTE_DIFFERS", names: ROLE, attribute: "assume_role_policy" },
    break: iam((client) =>
      client.send(
        new UpdateAssumeRolePolicyCommand({ RoleName: ROLE, PolicyDocument: TRUST.replace("lambda", "ec2") }),
      ),
    ),
    mend: iam((client) =>
      client.send(new UpdateAssumeRolePolicyCommand({ RoleName: ROLE, PolicyDocument: TRUST })),
    ),
  },
  {
    what: "a policy attached to the role",
    ...{ reason: "NOT_EXPECTED", names: `${ROLE}/arn:aws:iam::222222222222:policy/more` },
    break: iam(async (client) => {
      const { Policy } = await client.send(
        new CreatePolicyCommand({ PolicyName: "more", PolicyDocument: ANY }),
      );
      await client.send(new AttachRolePolicyCommand({ RoleName: ROLE, PolicyArn: Policy!.Arn }));
    }),
    mend: iam((client) =>
      client.send(
        new DetachRolePolicyCommand({ RoleName: ROLE, PolicyArn: "arn:aws:iam::222222222222:policy/more" }),
      ),
    ),
  },
  {
    what: "another account let call the function",
    ...{ reason: "NOT_EXPECTED", names: `${RULE} permission theirs` },
    break: lambda((client) =>
      client.send(
        new AddPermissionCommand({
          FunctionName: RULE,
          StatementId: "theirs",
          Action: "lambda:InvokeFunction",
          Principal: "999999999999",
        }),
      ),
    ),
    mend: lambda((client) =>
      client.send(new RemovePermissionCommand({ FunctionName: RULE, StatementId: "theirs" })),
    ),
  },
  {
    what: "the function given a URL",
    ...{ reason: "NOT_EXPECTED", names: `${RULE} URL` },
    break: lambda((client) =>
      client.send(new CreateFunctionUrlConfigCommand({ FunctionName: RULE, AuthType: "NONE" })),
    ),
    mend: lambda((client) => client.send(new DeleteFunctionUrlConfigCommand({ FunctionName: RULE }))),
  },
  {
    what: "the function's log sent elsewhere",
    ...{ reason: "NOT_EXPECTED", names: `/aws/lambda/${RULE} subscription theirs` },
    break: (place) =>
      as(new CloudWatchLogsClient(acting(place)), (client) =>
        client.send(
          new PutSubscriptionFilterCommand({
            ...{ logGroupName: `/aws/lambda/${RULE}`, filterName: "theirs", filterPattern: "" },
            destinationArn: `arn:aws:lambda:${place.region}:222222222222:function:${RULE}`,
          }),
        ),
      ),
    mend: (place) =>
      as(new CloudWatchLogsClient(acting(place)), (client) =>
        client.send(
          new DeleteSubscriptionFilterCommand({ logGroupName: `/aws/lambda/${RULE}`, filterName: "theirs" }),
        ),
      ),
  },
  {
    what: "another function that takes the dead letters",
    ...{ reason: "QUEUE_SHARED", names: `${RULE}-dead` },
    break: async (place) => {
      await rolePolicy(ANY)(place);
      const Role = `arn:aws:iam::222222222222:role/${ROLE}`;
      await lambda(async (client) => {
        await client.send(
          new CreateFunctionCommand({
            ...{ FunctionName: "theirs", Runtime: "nodejs22.x", Handler: "index.handler", Role, Timeout: 3 },
            Code: { ZipFile: place.zip },
          }),
        );
        const EventSourceArn = deadLettersOf(place);
        await client.send(new CreateEventSourceMappingCommand({ FunctionName: "theirs", EventSourceArn }));
      })(place);
    },
    mend: async (place) => {
      await unmapDeadLetters(place);
      await lambda((client) => client.send(new DeleteFunctionCommand({ FunctionName: "theirs" })))(place);
      await deployAgain(place, "aws_iam_role_policy", ROLE);
    },
  },
  {
    what: "a threat list put in force",
    ...{ reason: "NOT_EXPECTED", names: "threat list bad" },
    break: (place) =>
      guardDuty(place, (client, DetectorId) =>
        client.send(new CreateThreatIntelSetCommand({ DetectorId, Name: "bad", ...LIST })),
      ),
    mend: (place) =>
      guardDuty(place, async (client, DetectorId) => {
        const { ThreatIntelSetIds: ids } = await client.send(new ListThreatIntelSetsCommand({ DetectorId }));
        await client.send(new DeleteThreatIntelSetCommand({ DetectorId, ThreatIntelSetId: ids![0] }));
      }),
  },
  {
    what: "a threat entity list put in force",
    ...{ reason: "NOT_EXPECTED", names: "threat entity list worse" },
    break: (place) =>
      guardDuty(place, (client, DetectorId) =>
        client.send(new CreateThreatEntitySetCommand({ DetectorId, Name: "worse", ...LIST })),
      ),
    mend: (place) =>
      guardDuty(place, async (client, DetectorId) => {
        const { ThreatEntitySetIds: ids } = await client.send(
          new ListThreatEntitySetsCommand({ DetectorId }),
        );
        await client.send(new DeleteThreatEntitySetCommand({ DetectorId, ThreatEntitySetId: ids![0] }));
      }),
  },
  {
    what: "the function fed from the dead-letter queue as well",
    ...{ reason: "NOT_EXPECTED", names: "mapping" },
    break: async (place) => {
      await rolePolicy(ANY)(place);
      await deadLetterVisibility("360")(place);
      const EventSourceArn = deadLettersOf(place);
      const command = new CreateEventSourceMappingCommand({ FunctionName: RULE, EventSourceArn });
      await lambda((client) => client.send(command))(place);
    },
    mend: async (place) => {
      await unmapDeadLetters(place);
      await deadLetterVisibility("30")(place);
      await deployAgain(place, "aws_iam_role_policy", ROLE);
    },
  },
];
