import { add, after, changeOf, editPolicy, remove } from "../edit-plan";
import type { World } from "../case-world";
import type { SeededMistake } from "./mistake";

const FIRST = { base: "first-day" } as const;
const RULE = ["us-east-1", "aws_cloudwatch_event_rule", "finding-intake_findings"] as const;
const SCHEDULE = ["us-east-1", "aws_scheduler_schedule", "heartbeat"] as const;
const TARGET = ["us-east-1", "aws_cloudwatch_event_target", "finding-intake_findings"] as const;
const QUEUE = ["us-east-1", "aws_sqs_queue", "finding-delivery_queue"] as const;
const DEAD = ["us-east-1", "aws_sqs_queue", "finding-delivery_dead"] as const;
const MAPPING = ["us-east-1", "aws_lambda_event_source_mapping"] as const;
const FUNCTION = ["us-east-1", "aws_lambda_function"] as const;

/** The one block that says where heartbeats go, and what they say. */
function heartbeatTarget(world: World): Record<string, unknown> {
  return (after(world, ...SCHEDULE).target as Record<string, unknown>[])[0]!;
}

/** The way of findings from GuardDuty to the log relay. */
export const PATH_MISTAKES: readonly SeededMistake[] = [
  {
    ...FIRST,
    what: "a region's rule is missing",
    seed: (world) => {
      remove(world, ...TARGET);
      remove(world, ...RULE);
    },
    rule: "OD-024",
    also: ["OD-021"],
  },
  {
    ...FIRST,
    what: "a region's rule is disabled",
    seed: (world) => void (after(world, ...RULE).state = "DISABLED"),
    rule: "OD-024",
  },
  {
    ...FIRST,
    what: "a region's rule has no target",
    seed: (world) => remove(world, ...TARGET),
    rule: "OD-024",
    also: ["OD-021"],
  },
  {
    ...FIRST,
    what: "the forwarder is missing",
    seed: (world) => remove(world, ...FUNCTION),
    rule: "OD-024",
  },
  {
    ...FIRST,
    what: "the mapping between queue and forwarder is disabled",
    seed: (world) => void (after(world, ...MAPPING).enabled = false),
    rule: "OD-024",
  },
  {
    ...FIRST,
    what: "the queue's policy does not let EventBridge in",
    seed: (world) => {
      const policy = after(world, "us-east-1", "aws_sqs_queue_policy", "finding-delivery_queue");
      editPolicy(policy, (statements) => statements.shift());
    },
    rule: "OD-024",
  },
  {
    base: "hub",
    what: "the hub's forwarder is missing",
    seed: (world) => remove(world, "foundation-aws", "aws_lambda_function"),
    rule: "OD-024",
  },
  {
    ...FIRST,
    what: "a rule matches API calls of GuardDuty as well",
    seed: (world) => void (after(world, ...RULE).event_pattern = '{"source":["aws.guardduty"]}'),
    rule: "OD-025",
    also: ["OD-050", "OD-065"],
  },
  {
    ...FIRST,
    what: "no schedule sends heartbeats",
    seed: (world) => remove(world, ...SCHEDULE),
    rule: "OD-065",
  },
  {
    ...FIRST,
    what: "the heartbeats' schedule is disabled",
    seed: (world) => void (after(world, ...SCHEDULE).state = "DISABLED"),
    rule: "OD-065",
  },
  {
    ...FIRST,
    what: "heartbeats go straight into the queue, past the rule",
    seed: (world) => {
      const target = heartbeatTarget(world);
      target.arn = "arn:aws:sqs:us-east-1:222222222222:case-guardduty-findings";
    },
    rule: "OD-065",
  },
  {
    ...FIRST,
    what: "heartbeats name a source that the forwarder takes for nothing",
    seed: (world) => {
      heartbeatTarget(world).eventbridge_parameters = [{ source: "acme", detail_type: "orgduty heartbeat" }];
    },
    rule: "OD-065",
  },
  {
    ...FIRST,
    what: "the rule's filter picks no heartbeat",
    seed: (world) => {
      const rule = after(world, ...RULE);
      const pattern = JSON.parse(rule.event_pattern as string) as object;
      rule.event_pattern = JSON.stringify({ ...pattern, detail: { type: [{ prefix: "Recon:EC2/None" }] } });
    },
    rule: "OD-065",
    also: ["OD-050"],
  },
  {
    ...FIRST,
    what: "the heartbeat is of a severity that the rule does not pick",
    seed: (world) => {
      heartbeatTarget(world).input = '{"type":"Recon:EC2/Portscan","severity":1}';
    },
    rule: "OD-065",
  },
  {
    ...FIRST,
    what: "a rule's target has no dead-letter queue",
    seed: (world) => {
      after(world, ...TARGET).dead_letter_config = [];
      const { resources } = world.plans["us-east-1"]!.configuration.root_module;
      const { name } = changeOf(world, ...TARGET);
      delete resources.find((resource) => resource.name === name)!.expressions.dead_letter_config;
    },
    rule: "OD-026",
    also: ["OD-021"],
  },
  {
    ...FIRST,
    what: "a queue is not encrypted",
    seed: (world) => void (after(world, ...QUEUE).sqs_managed_sse_enabled = false),
    rule: "OD-020",
  },
  {
    ...FIRST,
    what: "a queue is under the AWS-managed key, which EventBridge cannot use",
    seed: (world) =>
      void Object.assign(after(world, ...QUEUE), {
        kms_master_key_id: "alias/aws/sqs",
        sqs_managed_sse_enabled: false,
      }),
    rule: "OD-020",
  },
  {
    ...FIRST,
    what: "a queue has no dead-letter queue",
    seed: (world) => {
      const { change, name } = changeOf(world, ...QUEUE);
      change.after!.redrive_policy = null;
      const { resources } = world.plans["us-east-1"]!.configuration.root_module;
      delete resources.find((resource) => resource.name === name)!.expressions.redrive_policy;
    },
    rule: "OD-021",
  },
  {
    ...FIRST,
    what: "a dead-letter queue keeps messages for four days",
    seed: (world) => void (after(world, ...DEAD).message_retention_seconds = 345_600),
    rule: "OD-022",
  },
  {
    ...FIRST,
    what: "a log group keeps its logs for ever",
    seed: (world) => void (after(world, "us-east-1", "aws_cloudwatch_log_group").retention_in_days = 0),
    rule: "OD-023",
  },
  {
    ...FIRST,
    what: "the forwarder's log group is left to Lambda",
    seed: (world) => remove(world, "us-east-1", "aws_cloudwatch_log_group"),
    rule: "OD-023",
  },
  {
    ...FIRST,
    what: "one failure hands the whole batch back",
    seed: (world) => void (after(world, ...MAPPING).function_response_types = []),
    rule: "OD-027",
  },
  {
    ...FIRST,
    what: "messages come back while the function still works on them",
    seed: (world) => void (after(world, ...QUEUE).visibility_timeout_seconds = 60),
    rule: "OD-027",
  },
  {
    ...FIRST,
    what: "nobody hears of dead letters",
    seed: (world) =>
      remove(world, "us-east-1", "aws_cloudwatch_metric_alarm", "finding-delivery_alarms_dead"),
    rule: "OD-028",
  },
  {
    ...FIRST,
    what: "the alarm on dead letters is switched off",
    seed: (world) => {
      const alarm = after(world, "us-east-1", "aws_cloudwatch_metric_alarm", "finding-delivery_alarms_dead");
      alarm.actions_enabled = false;
    },
    rule: "OD-028",
  },
  {
    ...FIRST,
    what: "findings go to the relay over plain HTTP",
    seed: (world) => {
      const relay = JSON.stringify({ protocol: "https", url: "http://relay.case.example/in" });
      after(world, ...FUNCTION).environment = [{ variables: { ORGDUTY_LOG_RELAY: relay } }];
    },
    rule: "OD-029",
    also: ["OD-052"],
  },
  {
    ...FIRST,
    what: "findings go to the relay over plain TCP",
    seed: (world) => {
      const insecure = { reason: "old relay", owner: "someone", until: "2027-01-01" };
      const relay = JSON.stringify({ protocol: "syslog", host: "relay", port: 514, insecure });
      after(world, ...FUNCTION).environment = [{ variables: { ORGDUTY_LOG_RELAY: relay } }];
    },
    rule: "OD-029",
    also: ["OD-052"],
  },
  {
    ...FIRST,
    what: "a bucket is open to the public",
    seed: (world) => {
      const bucket = { bucket: "archive", tags_all: { owner: "tests" } };
      const tls = {
        ...{
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::archive", "arn:aws:s3:::archive/*"],
        },
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      };
      add(world, "foundation-aws", "aws_s3_bucket", "archive", bucket);
      const policy = JSON.stringify({ Statement: [tls] });
      add(world, "foundation-aws", "aws_s3_bucket_policy", "archive", { bucket: "archive", policy });
    },
    rule: "OD-035",
  },
  {
    ...FIRST,
    what: "a bucket takes requests without TLS",
    seed: (world) => {
      add(world, "foundation-aws", "aws_s3_bucket", "archive", {
        bucket: "archive",
        tags_all: { owner: "tests" },
      });
      add(world, "foundation-aws", "aws_s3_bucket_public_access_block", "archive", {
        ...{ bucket: "archive", block_public_acls: true, block_public_policy: true },
        ...{ ignore_public_acls: true, restrict_public_buckets: true },
      });
    },
    rule: "OD-036",
  },
  {
    ...FIRST,
    what: "a key is never rotated",
    seed: (world) =>
      add(world, "foundation-aws", "aws_kms_key", "export", {
        ...{ enable_key_rotation: false, tags_all: { owner: "tests" } },
      }),
    rule: "OD-037",
  },
];
