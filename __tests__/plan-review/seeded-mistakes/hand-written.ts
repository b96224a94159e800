import type { World } from "../case-world";
import { add, after, changeOf, editPolicy, expressionsOf } from "../edit-plan";
import type { SeededMistake } from "./mistake";

const FIRST = { base: "first-day" } as const;
const TAGGED = { tags_all: { owner: "tests" } };
const QUEUE_POLICY = ["us-east-1", "aws_sqs_queue_policy", "finding-delivery_queue"] as const;
const RULE = ["us-east-1", "aws_cloudwatch_event_rule", "finding-intake_findings"] as const;
const MAPPING = ["us-east-1", "aws_lambda_event_source_mapping"] as const;
const CLOSED = {
  ...{ block_public_acls: true, block_public_policy: true },
  ...{ ignore_public_acls: true, restrict_public_buckets: true },
};

function allow(world: World, statement: Record<string, unknown>): void {
  editPolicy(after(world, "foundation-aws", "aws_iam_role_policy", "forwarder-role"), (statements) =>
    statements.push({ Sid: "More", Effect: "Allow", ...statement }),
  );
}

function letIn(world: World, statement: Record<string, unknown>): void {
  editPolicy(after(world, ...QUEUE_POLICY), (statements) =>
    statements.push({ Sid: "Open", Effect: "Allow", Action: "sqs:SendMessage", ...statement }),
  );
}

const on = (resource: string | string[]): SeededMistake => ({
  ...FIRST,
  what: `a role may read a secret wherever \`${String(resource)}\` matches`,
  seed: (world) => allow(world, { Action: "secretsmanager:GetSecretValue", Resource: resource }),
  rule: "OD-031",
});

/** What people write by hand, or have written elsewhere: patterns, instances, references, other spellings. */
export const HAND_WRITTEN_MISTAKES: readonly SeededMistake[] = [
  ...["arn:*", "arn:aws:secretsmanager:*", "arn:aws:iam::*:role/reader"].map(on),
  on("arn:aws:secretsmanager:us-east-1:222222222222:secret:*"),
  on(["arn:aws:secretsmanager:us-east-1:222222222222:secret:a", "*"]),
  {
    ...FIRST,
    what: "a role may read every secret but one",
    seed: (world) => allow(world, { Action: "secretsmanager:GetSecretValue", NotResource: "arn:aws:a:::b" }),
    rule: "OD-031",
  },
  {
    ...FIRST,
    what: "a role may make network interfaces in any region",
    seed: (world) =>
      allow(world, { Action: ["ec2:CreateNetworkInterface", "ec2:DescribeSubnets"], Resource: "*" }),
    rule: "OD-031",
  },
  {
    ...FIRST,
    what: "a role may read all of any bucket",
    seed: (world) =>
      allow(world, { Action: ["s3:Get*", "s3:ListBucket"], Resource: "arn:aws:s3:::archive/*" }),
    rule: "OD-030",
  },
  {
    ...FIRST,
    what: "a role may do anything of three letters with a queue",
    seed: (world) => allow(world, { Action: "sqs:???", Resource: "arn:aws:sqs:us-east-1:222222222222:a" }),
    rule: "OD-030",
  },
  {
    ...FIRST,
    what: "a statement without a name allows everything",
    seed: (world) => allow(world, { Sid: undefined, NotAction: "iam:*", Resource: "arn:aws:sqs:::a" }),
    rule: "OD-030",
  },
  {
    ...FIRST,
    what: "a role gets a policy of AWS's, which is in no plan",
    seed: (world) =>
      add(world, "foundation-aws", "aws_iam_role_policy_attachment", "more", {
        policy_arn: "arn:aws:iam::aws:policy/SecurityAudit",
      }),
    rule: "OD-033",
  },
  {
    ...FIRST,
    what: "a role gets a policy of AWS's in the provider's old way",
    seed: (world) => {
      const arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/SecurityAudit"];
      after(world, "foundation-aws", "aws_iam_role", "forwarder-role").managed_policy_arns = arns;
      expressionsOf(world, "foundation-aws", "aws_iam_role", "forwarder-role").managed_policy_arns = {
        constant_value: arns,
      };
    },
    rule: "OD-033",
  },
  {
    ...FIRST,
    what: "a role gets a policy that another stack makes",
    seed: (world) => {
      const policy_arn = { references: ["data.terraform_remote_state.other"] };
      add(world, "foundation-aws", "aws_iam_role_policy_attachment", "more", {}, { policy_arn });
    },
    rule: "OD-033",
  },
  {
    ...FIRST,
    what: "every account's root may send to a queue",
    seed: (world) => letIn(world, { Principal: { AWS: ["arn:aws:iam::*:root"] } }),
    rule: "OD-032",
  },
  {
    ...FIRST,
    what: "everybody but one account may send to a queue",
    seed: (world) => letIn(world, { NotPrincipal: { AWS: "arn:aws:iam::222222222222:root" } }),
    rule: "OD-032",
  },
  {
    ...FIRST,
    what: "everybody may send to a queue, over TLS",
    seed: (world) => letIn(world, { Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    rule: "OD-032",
  },
  {
    ...FIRST,
    what: "everybody may send to a queue, from any ARN",
    seed: (world) => letIn(world, { Principal: "*", Condition: { ArnLike: { "aws:SourceArn": "*" } } }),
    rule: "OD-032",
  },
  {
    ...FIRST,
    what: "everybody may put events on a bus, on a condition that is empty",
    seed: (world) =>
      add(world, "us-east-1", "aws_cloudwatch_event_permission", "open", { principal: "*", condition: [] }),
    rule: "OD-032",
  },
  {
    ...FIRST,
    what: "a topic's own policy lets everybody in",
    seed: (world) => {
      const statement = { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*" };
      const policy = JSON.stringify({ Statement: statement });
      const written = { policy: { constant_value: policy } };
      add(world, "us-east-1", "aws_sns_topic", "alarms", { name: "alarms", policy, ...TAGGED }, written);
    },
    rule: "OD-032",
  },
  {
    ...FIRST,
    what: "a rule is disabled in the provider's old way",
    seed: (world) => void Object.assign(after(world, ...RULE), { state: null, is_enabled: false }),
    rule: "OD-024",
  },
  {
    ...FIRST,
    what: "the mapping is another function's",
    seed: (world) => {
      after(world, ...MAPPING).function_name = "somebody-else";
      delete expressionsOf(world, ...MAPPING).function_name;
    },
    rule: "OD-024",
    also: ["OD-053"],
  },
  {
    ...FIRST,
    what: "the mapping is of another queue",
    seed: (world) => {
      after(world, ...MAPPING).event_source_arn =
        "arn:aws:sqs:us-east-1:222222222222:case-guardduty-findings-dead";
    },
    rule: "OD-024",
    also: ["OD-027", "OD-063"],
  },
  {
    ...FIRST,
    what: "EventBridge may look at the queue and not send to it",
    seed: (world) =>
      editPolicy(after(world, ...QUEUE_POLICY), ([sending]) => void (sending!.Action = "sqs:GetQueueUrl")),
    rule: "OD-024",
  },
  {
    ...FIRST,
    what: "EventBridge may send to another queue only",
    seed: (world) =>
      editPolicy(
        after(world, ...QUEUE_POLICY),
        ([sending]) => void (sending!.Resource = "arn:aws:sqs:::other"),
      ),
    rule: "OD-024",
  },
  {
    ...FIRST,
    what: "EventBridge is refused where it should be allowed",
    seed: (world) =>
      editPolicy(after(world, ...QUEUE_POLICY), ([sending]) => void (sending!.Effect = "Deny")),
    rule: "OD-024",
  },
  {
    ...FIRST,
    what: "the rule picks findings off a bus that GuardDuty does not send to",
    seed: (world) => void (after(world, ...RULE).event_bus_name = "mine"),
    rule: "OD-024",
  },
  {
    base: "hub",
    what: "the hub's stack is not planned",
    seed: (world) => {
      world.manifest.stacks = world.manifest.stacks.filter(({ kind }) => kind === "region");
    },
    rule: "OD-024",
    also: ["OD-004"],
  },
  {
    ...FIRST,
    what: "a rule takes API calls along with findings",
    seed: (world) => {
      const types = ["GuardDuty Finding", "AWS API Call via CloudTrail"];
      after(world, ...RULE).event_pattern = JSON.stringify({
        source: ["aws.guardduty"],
        "detail-type": types,
      });
    },
    rule: "OD-025",
    also: ["OD-050", "OD-065"],
  },
  {
    ...FIRST,
    what: "a rule on GuardDuty events matches the heartbeat only",
    seed: (world) => {
      after(world, ...RULE).event_pattern = JSON.stringify({
        source: ["aws.guardduty"],
        "detail-type": ["orgduty heartbeat"],
      });
    },
    rule: "OD-025",
    also: ["OD-024"],
  },
  {
    ...FIRST,
    what: "the alarm on dead letters counts what is sent, which a redrive is not",
    seed: (world) => {
      const alarm = after(world, "us-east-1", "aws_cloudwatch_metric_alarm", "finding-delivery_alarms_dead");
      alarm.metric_name = "NumberOfMessagesSent";
    },
    rule: "OD-028",
  },
  {
    ...FIRST,
    what: "the administrator's own agents are not the organization's",
    seed: (world) => {
      const feature = after(world, "us-east-1", "aws_guardduty_detector_feature", "RUNTIME_MONITORING");
      const settings = feature.additional_configuration as { name: string; status: string }[];
      settings.find(({ name }) => name === "EC2_AGENT_MANAGEMENT")!.status = "ENABLED";
    },
    rule: "OD-014",
  },
  {
    ...FIRST,
    what: "a protection plan of the administrator is set on the management account's detector instead",
    seed: (world) => {
      const { name } = changeOf(world, "us-east-1", "aws_guardduty_detector_feature", "S3_DATA_EVENTS");
      const { resources } = world.plans["us-east-1"]!.configuration.root_module;
      resources.find((resource) => resource.name === name)!.provider_config_key = "aws.management";
    },
    rule: "OD-015",
    also: ["OD-012"],
  },
  {
    ...FIRST,
    what: "one of two buckets of a for_each is closed",
    seed: (world) => {
      for (const key of ["logs", "findings"])
        add(world, "foundation-aws", "aws_s3_bucket", "archive", { bucket: null, ...TAGGED }, {}, key);
      const bucket = { references: ["aws_s3_bucket.archive", "each.key"] };
      add(
        world,
        "foundation-aws",
        "aws_s3_bucket_public_access_block",
        "archive",
        CLOSED,
        { bucket },
        "logs",
      );
      const statement = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };
      const policy = JSON.stringify({
        Statement: { ...statement, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      });
      for (const key of ["logs", "findings"])
        add(world, "foundation-aws", "aws_s3_bucket_policy", "archive", { policy }, { bucket }, key);
    },
    rule: "OD-035",
  },
];
