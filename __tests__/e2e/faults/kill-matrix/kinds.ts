import { CloudWatchClient, DeleteAlarmsCommand, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DeleteRuleCommand, EventBridgeClient, RemoveTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  DeleteMembersCommand,
  DisassociateMembersCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  UpdateDetectorCommand,
} from "@aws-sdk/client-guardduty";
import {
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
} from "@aws-sdk/client-lambda";
import {
  DeleteQueueCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { clientSettings } from "../../../../local-aws/clients";

/** Where the region's stack has its findings. */
export const PLACE = { account: "222222222222", region: "us-east-1" } as const;

const NAME = "demo-guardduty-findings";
/** Empty as long as every finding gets into its queue, so that deleting it loses nothing. */
const UNSENT = `${NAME}-unsent`;
const MEMBER = "100000000001";

/** A kind of resource: the call that makes it, and how a person would take it away behind Terraform's back. */
export interface Kind {
  readonly name: string;
  /** `service:Operation`. */
  readonly creates: string;
  /** Which request of that operation. @default any */
  readonly matching?: string;
  /** Absent for what only the first day makes. */
  readonly takeAway?: (url: string) => Promise<unknown>;
  /** Whether nothing takes findings while it is away: EventBridge forgets an event that no rule matches. @default false */
  readonly losesFindings?: boolean;
  /** Further kinds that the same fault strikes in the same apply. @default none */
  readonly with?: readonly Kind[];
}

const settings = (url: string) => clientSettings(url, PLACE.account, PLACE.region);
const queueUrl = async (url: string, QueueName: string) =>
  (await new SQSClient(settings(url)).send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;

async function removeMapping(url: string): Promise<void> {
  const lambda = new LambdaClient(settings(url));
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
  for (const { UUID } of EventSourceMappings)
    await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
}

async function detectorOf(client: GuardDutyClient): Promise<string> {
  return (await client.send(new ListDetectorsCommand({}))).DetectorIds![0]!;
}

/** Only the first apply of a region makes it. */
export const DETECTOR: Kind = { name: "detector", creates: "guardduty:CreateDetector" };

/** What can be taken away, and comes back with the next apply. */
export const KINDS: readonly Kind[] = [
  {
    name: "function",
    creates: "lambda:CreateFunction",
    takeAway: (url) =>
      new LambdaClient(settings(url)).send(new DeleteFunctionCommand({ FunctionName: NAME })),
  },
  {
    name: "log group",
    creates: "logs:CreateLogGroup",
    takeAway: (url) =>
      new CloudWatchLogsClient(settings(url)).send(
        new DeleteLogGroupCommand({ logGroupName: `/aws/lambda/${NAME}` }),
      ),
  },
  { name: "event source mapping", creates: "lambda:CreateEventSourceMapping", takeAway: removeMapping },
  {
    name: "queue",
    creates: "sqs:CreateQueue",
    matching: UNSENT,
    takeAway: async (url) =>
      new SQSClient(settings(url)).send(new DeleteQueueCommand({ QueueUrl: await queueUrl(url, UNSENT) })),
  },
  {
    name: "member",
    creates: "guardduty:CreateMembers",
    takeAway: async (url) => {
      const client = new GuardDutyClient(settings(url));
      const request = { DetectorId: await detectorOf(client), AccountIds: [MEMBER] };
      await client.send(new DisassociateMembersCommand(request));
      await client.send(new DeleteMembersCommand(request));
    },
  },
  {
    name: "rule and target",
    creates: "events:PutTargets",
    losesFindings: true,
    takeAway: async (url) => {
      const events = new EventBridgeClient(settings(url));
      await events.send(new RemoveTargetsCommand({ Rule: NAME, Ids: ["findings"] }));
      await events.send(new DeleteRuleCommand({ Name: NAME }));
    },
  },
  {
    name: "alarm",
    creates: "cloudwatch:PutMetricAlarm",
    takeAway: async (url) => {
      const alarms = new CloudWatchClient(settings(url));
      const { MetricAlarms = [] } = await alarms.send(new DescribeAlarmsCommand({}));
      await alarms.send(new DeleteAlarmsCommand({ AlarmNames: [MetricAlarms[0]!.AlarmName!] }));
    },
  },
  {
    name: "queue policy",
    creates: "sqs:SetQueueAttributes",
    matching: UNSENT,
    takeAway: async (url) =>
      new SQSClient(settings(url)).send(
        new SetQueueAttributesCommand({ QueueUrl: await queueUrl(url, UNSENT), Attributes: { Policy: "" } }),
      ),
  },
  {
    name: "protection plan",
    creates: "guardduty:UpdateDetector",
    takeAway: async (url) => {
      const client = new GuardDutyClient(settings(url));
      const Features = [{ Name: "S3_DATA_EVENTS", Status: "DISABLED" } as const];
      await client.send(new UpdateDetectorCommand({ DetectorId: await detectorOf(client), Features }));
    },
  },
];

/** Every kind is taken away, and one apply makes all of them anew while each of their calls goes wrong. */
export const ALL_AT_ONCE: Kind = {
  ...KINDS[0]!,
  name: "all of these at once",
  with: KINDS.slice(1),
  losesFindings: true,
  takeAway: async (url) => {
    // The queue's policy goes with it.
    for (const { name, takeAway } of KINDS) if (name !== "queue policy") await takeAway?.(url);
  },
};
