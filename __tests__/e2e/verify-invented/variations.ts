import { PutMetricFilterCommand } from "@aws-sdk/client-cloudwatch-logs";
import { PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  PublishVersionCommand,
} from "@aws-sdk/client-lambda";
import { PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { CreateQueueCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import type { BrokenPlace } from "../verify-faults/fault";
import {
  arnOf,
  both,
  declared,
  events,
  iam,
  lambda,
  logs,
  NAME,
  queues,
  queueUrl,
  ROLE,
  secrets,
} from "./as";

/** Something that somebody may do in a deployed region, and that changes nothing for findings. */
export interface Variation {
  readonly what: string;
  readonly make: (place: BrokenPlace) => Promise<unknown>;
}

type Statement = Readonly<Record<string, unknown>>;
interface Document {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

/** A policy with each statement written in other words. */
function inOtherWords(text: string, change: (one: Statement, index: number) => Statement[]): string {
  const { Version, Statement } = JSON.parse(text) as Document;
  return JSON.stringify(
    { Statement: Statement.flatMap(change).reverse(), Id: "other-words", Version },
    null,
    4,
  );
}

/** The same keys, the last one first. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, turned(one)]),
  );
}

/** They were invented with the faults, and stay: each is made beside the ones before it. */
export const VARIATIONS: readonly Variation[] = [
  {
    what: "the rule's pattern written in another order, over several lines",
    make: events((client, place) => {
      const { event_pattern: text = "", description } = declared(place, "aws_cloudwatch_event_rule", NAME);
      const EventPattern = JSON.stringify(turned(JSON.parse(text)), null, 2);
      return client.send(new PutRuleCommand({ Name: NAME, EventPattern, Description: description }));
    }),
  },
  {
    what: "the queue's policy in other words: ids, lists, letters of actions and keys",
    make: queues((client, place) => {
      const { policy = "" } = declared(place, "aws_sqs_queue_policy", `/${NAME}`);
      const Policy = inOtherWords(policy, ({ Action, Condition, ...one }, index) => [
        {
          ...{ ...one, Sid: `Statement${index}`, Action: [String(Action).replace("sqs:", "SQS:")] },
          ...(Condition !== undefined && {
            Condition: JSON.parse(
              JSON.stringify(Condition).replace(/aws:SourceArn/g, "AWS:SourceArn"),
            ) as object,
          }),
        },
      ]);
      const input = { QueueUrl: queueUrl(place), Attributes: { Policy } };
      return client.send(new SetQueueAttributesCommand(input));
    }),
  },
  {
    what: "the role's policy with a statement for each action",
    make: iam((client, place) => {
      const { policy = "" } = declared(place, "aws_iam_role_policy", "forward-findings");
      const PolicyDocument = inOtherWords(policy, (one) =>
        [one.Action].flat().map((Action) => ({ ...one, Action, Sid: undefined })),
      );
      return client.send(
        new PutRolePolicyCommand({ RoleName: ROLE, PolicyName: "forward-findings", PolicyDocument }),
      );
    }),
  },
  {
    what: "a rule for AWS Health, to a topic",
    make: events(async (client, place) => {
      const EventPattern = JSON.stringify({ source: ["aws.health"] });
      await client.send(new PutRuleCommand({ Name: "health", EventPattern }));
      const Targets = [{ Id: "t", Arn: arnOf(place, "sns", "operations") }];
      await client.send(new PutTargetsCommand({ Rule: "health", Targets }));
    }),
  },
  {
    what: "another function with a queue and a mapping of its own",
    make: both(
      queues((client) => client.send(new CreateQueueCommand({ QueueName: "orders" }))),
      iam(async (client, place) => {
        const { assume_role_policy: AssumeRolePolicyDocument } = declared(place, "aws_iam_role", ROLE);
        await client.send(new CreateRoleCommand({ RoleName: "orders", AssumeRolePolicyDocument }));
        const may = { Effect: "Allow", Action: "sqs:*", Resource: arnOf(place, "sqs", "orders") };
        const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [may] });
        const own = { RoleName: "orders", PolicyName: "orders", PolicyDocument };
        await client.send(new PutRolePolicyCommand(own));
      }),
      lambda(async (client, place) => {
        const { role = "", runtime, handler } = declared(place, "aws_lambda_function", NAME);
        const like = { Role: role.replace(ROLE, "orders"), Runtime: runtime as never, Handler: handler };
        const Code = { ZipFile: place.zip };
        await client.send(new CreateFunctionCommand({ FunctionName: "orders", ...like, Code }));
        const EventSourceArn = arnOf(place, "sqs", "orders");
        await client.send(new CreateEventSourceMappingCommand({ FunctionName: "orders", EventSourceArn }));
      }),
    ),
  },
  {
    what: "a version and an alias of the function",
    make: lambda(async (client) => {
      const { Version } = await client.send(new PublishVersionCommand({ FunctionName: NAME }));
      await client.send(
        new CreateAliasCommand({ FunctionName: NAME, Name: "kept", FunctionVersion: Version }),
      );
    }),
  },
  {
    what: "a new value of the secret, with a member that nobody reads",
    make: secrets((client) =>
      client.send(
        new PutSecretValueCommand({
          SecretId: "acme/guardduty/log-relay",
          SecretString: JSON.stringify({ token: "new", rotatedBy: "security" }),
        }),
      ),
    ),
  },
  {
    what: "a metric filter on the function's log",
    make: logs((client) =>
      client.send(
        new PutMetricFilterCommand({
          logGroupName: `/aws/lambda/${NAME}`,
          ...{ filterName: "errors", filterPattern: "ERROR" },
          metricTransformations: [{ metricName: "errors", metricNamespace: "ours", metricValue: "1" }],
        }),
      ),
    ),
  },
];
