import { CloudWatchClient, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Region } from "../../../config/regions";
import { as, using, type SeededProblem, type World } from "./problem";

const NAME = "acme-guardduty-findings";
const SECRET = "acme/guardduty/log-relay";
const owner = (world: World, region: Region) => as(world, world.organization.administratorAccountId, region);
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

const putRule = (world: World, region: Region, Name: string, target: string) =>
  using(new EventBridgeClient(owner(world, region)), async (client) => {
    const EventPattern = JSON.stringify({ source: ["aws.guardduty"] });
    await client.send(new PutRuleCommand({ Name, EventPattern }));
    await client.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: "siem", Arn: target }] }));
  });

/** What somebody else already has under a planned name, or takes findings with. */
export const PATH_PROBLEMS: readonly SeededProblem[] = [
  {
    what: "another rule that sends findings to a SIEM's topic",
    ...{ check: "forwarders", outcome: "warning", region: "ap-south-1" },
    names: /"siem-guardduty" takes findings as well.*:siem$/,
    make: (world) =>
      putRule(world, "ap-south-1", "siem-guardduty", "arn:aws:sns:ap-south-1:222222222222:siem"),
  },
  {
    what: "a queue that has a planned name",
    ...{ check: "names", outcome: "blocker", region: "ap-south-1" },
    names: new RegExp(`queue ${NAME} exists and is not in the state`),
    make: (world) =>
      using(new SQSClient(owner(world, "ap-south-1")), (client) =>
        client.send(new CreateQueueCommand({ QueueName: NAME })),
      ),
  },
  {
    what: "a log group that has a planned name",
    ...{ check: "names", outcome: "blocker", region: "ap-south-1" },
    names: new RegExp(`log group /aws/lambda/${NAME} exists`),
    make: (world) =>
      using(new CloudWatchLogsClient(owner(world, "ap-south-1")), (client) =>
        client.send(new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${NAME}` })),
      ),
  },
  {
    what: "an alarm that has a planned name",
    ...{ check: "names", outcome: "warning", region: "ap-south-1" },
    names: new RegExp(`alarm ${NAME}-dead exists`),
    make: (world) => {
      const metric = { Namespace: "AWS/SQS", MetricName: "NumberOfMessagesSent", Statistic: "Sum" } as const;
      const when = {
        ComparisonOperator: "GreaterThanThreshold",
        Threshold: 0,
        Period: 60,
        EvaluationPeriods: 1,
      } as const;
      return using(new CloudWatchClient(owner(world, "ap-south-1")), (client) =>
        client.send(new PutMetricAlarmCommand({ AlarmName: `${NAME}-dead`, ...metric, ...when })),
      );
    },
  },
  {
    what: "a role that has a planned name",
    ...{ check: "names", outcome: "blocker", region: "us-east-1" },
    names: new RegExp(`role ${NAME}-forwarder exists`),
    make: (world) =>
      using(new IAMClient(owner(world, "us-east-1")), (client) =>
        client.send(
          new CreateRoleCommand({ RoleName: `${NAME}-forwarder`, AssumeRolePolicyDocument: TRUST }),
        ),
      ),
  },
  {
    what: "a secret that has the relay's name, and is not in the state",
    ...{ check: "secret", outcome: "blocker", region: "ap-northeast-2" },
    names: /cannot create the secret acme\/guardduty\/log-relay/,
    make: (world) =>
      using(new SecretsManagerClient(owner(world, "ap-northeast-2")), (client) =>
        client.send(new CreateSecretCommand({ Name: SECRET, SecretString: "{}" })),
      ),
  },
  {
    what: "the relay's secret scheduled for deletion",
    ...{ check: "secret", outcome: "blocker", region: "ap-southeast-1" },
    names: /going to be deleted/,
    make: (world) =>
      using(new SecretsManagerClient(owner(world, "ap-southeast-1")), async (client) => {
        await client.send(new CreateSecretCommand({ Name: SECRET, SecretString: "{}" }));
        await client.send(new DeleteSecretCommand({ SecretId: SECRET, RecoveryWindowInDays: 7 }));
      }),
  },
];
