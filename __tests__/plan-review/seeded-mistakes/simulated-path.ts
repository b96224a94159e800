import { add, after, editPolicy, remove } from "../edit-plan";
import type { World } from "../case-world";
import type { SeededMistake } from "./mistake";

const FIRST = { base: "first-day" } as const;
const TAGGED = { tags_all: { owner: "tests" } };
const ROLE = ["foundation-aws", "aws_iam_role", "forwarder-role"] as const;
const ROLE_POLICY = ["foundation-aws", "aws_iam_role_policy", "forwarder-role"] as const;
const SECRET = ["foundation-aws", "aws_secretsmanager_secret"] as const;
const TARGET = ["us-east-1", "aws_cloudwatch_event_target", "finding-intake_findings"] as const;
const QUEUE = ["us-east-1", "aws_sqs_queue", "finding-delivery_queue"] as const;
const DEAD = ["us-east-1", "aws_sqs_queue", "finding-delivery_dead"] as const;
const UNSENT_POLICY = ["us-east-1", "aws_sqs_queue_policy", "finding-intake_dead"] as const;
const alarm = (world: World, name: string) => after(world, "us-east-1", "aws_cloudwatch_metric_alarm", name);
const OUTSIDE = "arn:aws:sqs:us-east-1:999999999999:case-guardduty-findings-dead";

function deny(world: World, Action: string, Resource: string): void {
  editPolicy(after(world, ...ROLE_POLICY), (statements) =>
    statements.push({ Sid: "NotThis", Effect: "Deny", Action, Resource }),
  );
}

/** The forwarder's role, boundary, trust and secret. */
const ROLES: readonly SeededMistake[] = [
  {
    ...FIRST,
    what: "the forwarder's role is denied the relay's secret",
    seed: (world) => deny(world, "secretsmanager:*", "arn:aws:secretsmanager:*:*:secret:case/*"),
    rule: "OD-063",
  },
  {
    ...FIRST,
    what: "the forwarder's role lacks one region's queue",
    seed: (world) =>
      editPolicy(
        after(world, ...ROLE_POLICY),
        ([take]) => (take!.Resource = (take!.Resource as string[]).slice(1)),
      ),
    rule: "OD-063",
  },
  {
    ...FIRST,
    what: "the forwarder's role may not delete what it delivered",
    seed: (world) =>
      editPolicy(
        after(world, ...ROLE_POLICY),
        ([take]) => (take!.Action = ["sqs:ReceiveMessage", "sqs:GetQueueAttributes"]),
      ),
    rule: "OD-063",
  },
  {
    ...FIRST,
    what: "the forwarder's role has a boundary that is in no plan",
    seed: (world) =>
      void (after(world, ...ROLE).permissions_boundary = "arn:aws:iam::222222222222:policy/DenyAll"),
    rule: "OD-063",
  },
  {
    ...FIRST,
    what: "the forwarder's role has a boundary that leaves out the dead letters",
    seed: (world) => {
      const Action = [
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ChangeMessageVisibility",
      ];
      const Resource = "arn:aws:sqs:*:222222222222:case-guardduty-findings";
      const policy = JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action, Resource },
          {
            Effect: "Allow",
            Action: "secretsmanager:GetSecretValue",
            Resource: "arn:aws:secretsmanager:*:222222222222:secret:case/*",
          },
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: "arn:aws:logs:*:222222222222:log-group:/aws/lambda/case-*",
          },
        ],
      });
      add(world, "foundation-aws", "aws_iam_policy", "edge", { name: "edge", path: "/", policy, ...TAGGED });
      after(world, ...ROLE).permissions_boundary = "arn:aws:iam::222222222222:policy/edge";
    },
    rule: "OD-063",
  },
  {
    ...FIRST,
    what: "the forwarder runs as a role of another account",
    seed: (world) =>
      void (after(world, "us-east-1", "aws_lambda_function").role =
        "arn:aws:iam::999999999999:role/case-guardduty-findings-forwarder"),
    rule: "OD-063",
  },
  {
    ...FIRST,
    what: "the forwarder's role trusts Lambda of another account only",
    seed: (world) =>
      editPolicy(
        after(world, ...ROLE),
        ([trust]) => (trust!.Principal = { Service: "ec2.amazonaws.com" }),
        "assume_role_policy",
      ),
    rule: "OD-063",
  },
  {
    ...FIRST,
    what: "the relay's secret has no replica in a region",
    seed: (world) => void (after(world, ...SECRET).replica = []),
    rule: "OD-063",
  },
  {
    ...FIRST,
    what: "the queue's policy denies the forwarder",
    seed: (world) =>
      editPolicy(after(world, "us-east-1", "aws_sqs_queue_policy", "finding-delivery_queue"), (statements) =>
        statements.push({
          ...{ Sid: "NotTheForwarder", Effect: "Deny", Action: "sqs:ReceiveMessage", Resource: "*" },
          Principal: { AWS: "arn:aws:iam::222222222222:role/case-guardduty-findings-forwarder" },
        }),
      ),
    rule: "OD-063",
  },
];

/** Queues of the right name in the wrong place, and rules that match without naming GuardDuty. */
const ARNS: readonly SeededMistake[] = [
  {
    ...FIRST,
    what: "the dead letters go to a queue of the same name in another account",
    seed: (world) =>
      void (after(world, ...QUEUE).redrive_policy = JSON.stringify({
        deadLetterTargetArn: OUTSIDE,
        maxReceiveCount: 1000,
      })),
    rule: "OD-064",
  },
  {
    ...FIRST,
    what: "the dead-letter queue takes no dead letters",
    seed: (world) => void (after(world, ...DEAD).redrive_allow_policy = '{"redrivePermission":"denyAll"}'),
    rule: "OD-064",
  },
  {
    ...FIRST,
    what: "the dead-letter queue takes those of another queue only",
    seed: (world) =>
      void (after(world, ...DEAD).redrive_allow_policy = JSON.stringify({
        ...{
          redrivePermission: "byQueue",
          sourceQueueArns: ["arn:aws:sqs:us-east-2:222222222222:case-guardduty-findings"],
        },
      })),
    rule: "OD-064",
  },
  {
    ...FIRST,
    what: "undeliverable events are kept in another region's queue",
    seed: (world) =>
      void (after(world, ...TARGET).dead_letter_config = [
        { arn: "arn:aws:sqs:us-east-2:222222222222:case-guardduty-findings-unsent" },
      ]),
    rule: "OD-064",
  },
  {
    ...FIRST,
    what: "the queue for undeliverable events does not let the rule in",
    seed: (world) => editPolicy(after(world, ...UNSENT_POLICY), (statements) => statements.shift()),
    rule: "OD-064",
  },
  {
    ...FIRST,
    what: "the queue's policy is attached to another queue by its URL",
    seed: (world) =>
      void (after(world, "us-east-1", "aws_sqs_queue_policy", "finding-delivery_queue").queue_url =
        "https://sqs.us-east-1.amazonaws.com/222222222222/case-guardduty-findings-other"),
    rule: "OD-024",
  },
  {
    ...FIRST,
    what: "a second rule picks findings by a prefix and sends them away",
    seed: (world) => {
      const event_pattern =
        '{"source":[{"prefix":"aws.guard"}],"detail-type":[{"wildcard":"GuardDuty Find*"}]}';
      add(world, "us-east-1", "aws_cloudwatch_event_rule", "copy", {
        name: "copy",
        event_pattern,
        ...TAGGED,
      });
      add(world, "us-east-1", "aws_cloudwatch_event_target", "copy", {
        ...{ rule: "copy", arn: "arn:aws:events:us-east-1:999999999999:event-bus/x" },
        dead_letter_config: [{ arn: "arn:aws:sqs:us-east-1:222222222222:case-guardduty-findings-unsent" }],
      });
    },
    rule: "OD-053",
  },
  {
    ...FIRST,
    what: "a second rule picks everything of the account and sends it away",
    seed: (world) => {
      const event_pattern = '{"account":["222222222222"],"detail-type":[{"anything-but":"x"}]}';
      add(world, "us-east-1", "aws_cloudwatch_event_rule", "copy", {
        name: "copy",
        event_pattern,
        ...TAGGED,
      });
      add(world, "us-east-1", "aws_cloudwatch_event_target", "copy", {
        ...{ rule: "copy", arn: "arn:aws:events:us-east-1:999999999999:event-bus/x" },
        dead_letter_config: [{ arn: "arn:aws:sqs:us-east-1:222222222222:case-guardduty-findings-unsent" }],
      });
    },
    rule: "OD-025",
    also: ["OD-053"],
  },
  {
    ...FIRST,
    what: "another function takes the dead letters",
    seed: (world) =>
      add(world, "us-east-1", "aws_lambda_event_source_mapping", "x", {
        ...{
          function_name: "elsewhere",
          enabled: true,
          function_response_types: ["ReportBatchItemFailures"],
          ...TAGGED,
        },
        event_source_arn: "arn:aws:sqs:us-east-1:222222222222:case-guardduty-findings-dead",
      }),
    rule: "OD-053",
  },
  {
    ...FIRST,
    what: "everybody outside the organization may take findings",
    seed: (world) =>
      editPolicy(after(world, "us-east-1", "aws_sqs_queue_policy", "finding-delivery_queue"), (statements) =>
        statements.push({
          ...{ Effect: "Allow", Principal: "*", Action: "sqs:ReceiveMessage", Resource: "*" },
          Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-case0example" } },
        }),
      ),
    rule: "OD-032",
  },
];

/** Alarms that look as if they worked. */
const ALARMS: readonly SeededMistake[] = [
  {
    ...FIRST,
    what: "the alarm on dead letters has a threshold that is never reached",
    seed: (world) => void (alarm(world, "finding-delivery_alarms_dead").threshold = 1_000_000),
    rule: "OD-028",
  },
  {
    ...FIRST,
    what: "the alarm on dead letters watches a namespace of nobody",
    seed: (world) => void (alarm(world, "finding-delivery_alarms_dead").namespace = "Custom/SQS"),
    rule: "OD-028",
  },
  {
    ...FIRST,
    what: "the alarm on the function's errors counts as none what are thousands",
    seed: (world) => void (alarm(world, "finding-delivery_alarms_errors").threshold = 10_000),
    rule: "OD-065",
  },
  {
    ...FIRST,
    what: "the alarm on silence takes no data for no trouble",
    seed: (world) => void (alarm(world, "nothing-delivered").treat_missing_data = "notBreaching"),
    rule: "OD-065",
  },
  {
    ...FIRST,
    what: "the alarm on failed invocations is of another rule",
    seed: (world) => void (alarm(world, "failed-invocations").dimensions = { RuleName: "another" }),
    rule: "OD-065",
  },
  {
    ...FIRST,
    what: "the alarms on waiting findings are gone",
    seed: (world) => {
      for (const name of ["oldest-message-hour", "oldest-message-day"])
        remove(world, "us-east-1", "aws_cloudwatch_metric_alarm", name);
    },
    rule: "OD-065",
  },
];

/** What a stack does that looks right resource by resource. */
export const SIMULATED_MISTAKES: readonly SeededMistake[] = [...ROLES, ...ARNS, ...ALARMS];
