import type { World } from "../case-world";
import { add, after, destroy, editPolicy, expressionsOf } from "../edit-plan";
import type { SeededMistake } from "./mistake";

const FIRST = { base: "first-day" } as const;
const TAGGED = { tags_all: { owner: "tests" } };
const LAMBDA = ["us-east-1", "aws_lambda_function"] as const;
const MAPPING = ["us-east-1", "aws_lambda_event_source_mapping"] as const;
const QUEUE_POLICY = ["us-east-1", "aws_sqs_queue_policy", "finding-delivery_queue"] as const;
const RULE = ["us-east-1", "aws_cloudwatch_event_rule", "finding-intake_findings"] as const;
const TARGET = ["us-east-1", "aws_cloudwatch_event_target", "finding-intake_findings"] as const;

/** Moves every resource of a type to another account. */
function through(world: World, stack: string, type: string, provider: string): void {
  for (const resource of world.plans[stack]!.configuration.root_module.resources)
    if (resource.type === type) resource.provider_config_key = provider;
}

function narrow(world: World, change: (pattern: Record<string, unknown>) => void): void {
  const rule = after(world, ...RULE);
  const pattern = JSON.parse(rule.event_pattern as string) as Record<string, unknown>;
  change(pattern);
  rule.event_pattern = JSON.stringify(pattern);
}

function editRelay(world: World, from: string, to: string): void {
  const expressions = expressionsOf(world, ...LAMBDA);
  expressions.environment = JSON.parse(
    JSON.stringify(expressions.environment).replaceAll(from, to),
  ) as object;
}

const target = (world: World, name: string, arn: string | undefined) =>
  add(world, "us-east-1", "aws_cloudwatch_event_target", name, {
    ...{ rule: after(world, ...TARGET).rule, arn },
    dead_letter_config: after(world, ...TARGET).dead_letter_config,
  });

/** The same resources in the account where they do nothing. */
const ACCOUNTS: readonly SeededMistake[] = [
  {
    ...FIRST,
    what: "members are enrolled by the management account",
    seed: (world) => through(world, "us-east-1", "aws_guardduty_member", "aws.management"),
    rule: "OD-007",
  },
  {
    ...FIRST,
    what: "the organization is configured by the management account",
    seed: (world) =>
      through(world, "us-east-1", "aws_guardduty_organization_configuration", "aws.management"),
    rule: "OD-006",
  },
  {
    ...FIRST,
    what: "the organization's protection plans are declared by the management account",
    seed: (world) =>
      through(world, "us-east-1", "aws_guardduty_organization_configuration_feature", "aws.management"),
    rule: "OD-012",
  },
  {
    ...FIRST,
    what: "the administrator delegates to itself",
    seed: (world) =>
      through(world, "us-east-1", "aws_guardduty_organization_admin_account", "aws.administrator"),
    rule: "OD-006",
    also: ["OD-007"],
  },
  {
    ...FIRST,
    what: "a protection plan is set on a detector of a third account",
    seed: (world) => {
      add(world, "us-east-1", "aws_guardduty_detector_feature", "third", {
        ...{ name: "S3_DATA_EVENTS", status: "DISABLED" },
      });
      world.plans["us-east-1"]!.configuration.root_module.resources.at(-1)!.provider_config_key =
        "aws.member";
    },
    rule: "OD-015",
  },
  {
    ...FIRST,
    what: "a protection plan is off for one account",
    seed: (world) =>
      add(world, "us-east-1", "aws_guardduty_member_detector_feature", "off", {
        ...{ account_id: "100000000001", name: "EKS_AUDIT_LOGS", status: "DISABLED" },
      }),
    rule: "OD-055",
  },
  {
    ...FIRST,
    what: "a protection plan is declared once more, as NONE",
    seed: (world) =>
      add(world, "us-east-1", "aws_guardduty_organization_configuration_feature", "off", {
        ...{ name: "EKS_AUDIT_LOGS", auto_enable: "NONE" },
      }),
    rule: "OD-013",
  },
];

/** What looks like a whole path and delivers nothing, or elsewhere. */
const PATH: readonly SeededMistake[] = [
  {
    ...FIRST,
    what: "the rule picks critical findings only",
    seed: (world) =>
      narrow(world, (pattern) => void (pattern.detail = { severity: [{ numeric: [">=", 9.9] }] })),
    rule: "OD-050",
    also: ["OD-065"],
  },
  {
    ...FIRST,
    what: "the rule picks one account's findings only",
    seed: (world) =>
      narrow(world, ({ detail }) => void ((detail as { accountId?: string[] }).accountId = ["999999999999"])),
    rule: "OD-050",
    also: ["OD-065"],
  },
  {
    ...FIRST,
    what: "the rule picks the administrator's own findings only",
    seed: (world) => narrow(world, (pattern) => void (pattern.account = ["222222222222"])),
    rule: "OD-050",
  },
  {
    base: "hub",
    what: "the hub's rule picks heartbeats only",
    seed: (world) => {
      const rule = after(world, "foundation-aws", "aws_cloudwatch_event_rule");
      const pattern = JSON.parse(rule.event_pattern as string) as object;
      rule.event_pattern = JSON.stringify({ ...pattern, detail: { severity: [{ exists: false }] } });
    },
    rule: "OD-050",
  },
  {
    ...FIRST,
    what: "an empty text is sent in place of each finding",
    seed: (world) => void (after(world, ...TARGET).input = "{}"),
    rule: "OD-051",
  },
  {
    ...FIRST,
    what: "a part of each finding is sent",
    seed: (world) => void (after(world, ...TARGET).input_path = "$.detail.id"),
    rule: "OD-051",
  },
  {
    ...FIRST,
    what: "each finding is made into another text",
    seed: (world) => void (after(world, ...TARGET).input_transformer = [{ input_template: '"a finding"' }]),
    rule: "OD-051",
  },
  {
    ...FIRST,
    what: "the mapping drops what its filter does not match",
    seed: (world) => {
      after(world, ...MAPPING).filter_criteria = [{ filter: [{ pattern: '{"body":{"never":["x"]}}' }] }];
    },
    rule: "OD-051",
  },
  {
    ...FIRST,
    what: "the forwarder may not run",
    seed: (world) => void (after(world, ...LAMBDA).reserved_concurrent_executions = 0),
    rule: "OD-051",
  },
  {
    ...FIRST,
    what: "findings go to another relay, over TLS",
    seed: (world) => editRelay(world, "relay.case.example/in", "evil.example/in"),
    rule: "OD-052",
  },
  {
    ...FIRST,
    what: "findings go to the relay without authentication",
    seed: (world) => editRelay(world, "bearer", "none"),
    rule: "OD-052",
  },
  {
    ...FIRST,
    what: "findings go to the relay in another format",
    seed: (world) => editRelay(world, '"ORGDUTY_FORMAT":"guardduty"', '"ORGDUTY_FORMAT":"cef"'),
    rule: "OD-052",
  },
  {
    ...FIRST,
    what: "the relay's token is read from another secret",
    seed: (world) => editRelay(world, '"ORGDUTY_SECRET_NAME":"case/relay"', '"ORGDUTY_SECRET_NAME":"mine"'),
    rule: "OD-052",
    also: ["OD-063"],
  },
  {
    ...FIRST,
    what: "findings go to another account's bus as well",
    seed: (world) => target(world, "copy", "arn:aws:events:us-east-1:999999999999:event-bus/x"),
    rule: "OD-053",
  },
  {
    ...FIRST,
    what: "findings go to a target that another stack makes",
    seed: (world) => target(world, "copy", undefined),
    rule: "OD-053",
  },
  {
    ...FIRST,
    what: "another function takes findings from the queue as well",
    seed: (world) =>
      add(world, "us-east-1", "aws_lambda_event_source_mapping", "thief", {
        ...after(world, ...MAPPING),
        function_name: "somebody-else",
      }),
    rule: "OD-053",
  },
  {
    ...FIRST,
    what: "the queue lets in a rule that does not exist",
    seed: (world) =>
      editPolicy(after(world, ...QUEUE_POLICY), ([sending]) => {
        const none = "arn:aws:events:us-east-1:222222222222:rule/none";
        sending!.Condition = { ArnEquals: { "aws:SourceArn": none } };
      }),
    rule: "OD-024",
  },
  {
    ...FIRST,
    what: "the queue asks for what EventBridge does not send",
    seed: (world) =>
      editPolicy(after(world, ...QUEUE_POLICY), ([sending]) => {
        sending!.Condition = { StringEquals: { "aws:PrincipalOrgID": "o-case0example" } };
      }),
    rule: "OD-024",
  },
  {
    ...FIRST,
    what: "the queue refuses messages from everybody",
    seed: (world) =>
      editPolicy(after(world, ...QUEUE_POLICY), (statements) =>
        statements.push({ Effect: "Deny", Principal: "*", Action: "sqs:Send*", Resource: "*" }),
      ),
    rule: "OD-024",
  },
];

/** Types and spellings that a rule did not look at. */
const ACCESS: readonly SeededMistake[] = [
  {
    ...FIRST,
    what: "everybody on the internet may call a function",
    seed: (world) =>
      add(world, "us-east-1", "aws_lambda_function_url", "open", { authorization_type: "NONE" }),
    rule: "OD-032",
  },
  {
    ...FIRST,
    what: "everybody may read a layer",
    seed: (world) =>
      add(world, "us-east-1", "aws_lambda_layer_version_permission", "open", { principal: "*" }),
    rule: "OD-032",
  },
  {
    ...FIRST,
    what: "another account may take findings from the queue",
    seed: (world) =>
      editPolicy(after(world, ...QUEUE_POLICY), (statements) =>
        statements.push({
          ...{ Sid: "Partner", Effect: "Allow", Principal: { AWS: "999999999999" } },
          ...{ Action: "sqs:ReceiveMessage", Resource: "*" },
        }),
      ),
    rule: "OD-054",
  },
  ...["kms:Decrypt", "kms:De*", "kms:CreateGrant"].map((Action): SeededMistake => ({
    ...FIRST,
    what: `another account may use the queue's key: ${Action}`,
    seed: (world) => {
      const statement = { Effect: "Allow", Principal: { AWS: "999999999999" }, Action, Resource: "*" };
      const policy = JSON.stringify({ Statement: [statement] });
      const key = { policy, enable_key_rotation: true, tags_all: { owner: "tests" } };
      add(world, "us-east-1", "aws_kms_key", "k", key, { policy: {} });
    },
    rule: "OD-054",
  })),
  {
    ...FIRST,
    what: "another account may assume the forwarder's role",
    seed: (world) =>
      editPolicy(
        after(world, "foundation-aws", "aws_iam_role", "forwarder-role"),
        ([statement]) => void (statement!.Principal = { AWS: "arn:aws:iam::999999999999:root" }),
        "assume_role_policy",
      ),
    rule: "OD-054",
    also: ["OD-063"],
  },
  {
    ...FIRST,
    what: "a policy with its elements in small letters allows everything",
    seed: (world) => {
      const policy = JSON.stringify({ statement: [{ effect: "Allow", action: "*", resource: "*" }] });
      add(world, "foundation-aws", "aws_iam_role_policy", "small", { policy }, { policy: {} });
    },
    rule: "OD-030",
    also: ["OD-031"],
  },
  {
    ...FIRST,
    what: "a permission set of IAM Identity Center allows everything",
    seed: (world) => {
      const inline_policy = JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
      const type = "aws_ssoadmin_permission_set_inline_policy";
      add(world, "foundation-aws", type, "all", { inline_policy }, { inline_policy: {} });
    },
    rule: "OD-030",
    also: ["OD-031"],
  },
  {
    ...FIRST,
    what: "a role becomes administrator",
    seed: (world) =>
      add(world, "foundation-aws", "aws_iam_role_policy_attachment", "all", {
        policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
    rule: "OD-030",
    also: ["OD-033"],
  },
  ...["API_TOKEN", "DB_PASSWORD"].map((name): SeededMistake => ({
    ...FIRST,
    what: `a function has ${name} in its environment`,
    seed: (world) => {
      after(world, ...LAMBDA).environment = [{ variables: { [name]: "hunter2" } }];
    },
    rule: "OD-034",
  })),
  {
    ...FIRST,
    what: "a connection of EventBridge holds an API key",
    seed: (world) => {
      const auth_parameters = [{ api_key: [{ key: "x-key", value: "hunter2" }] }];
      add(world, "us-east-1", "aws_cloudwatch_event_connection", "c", { auth_parameters });
    },
    rule: "OD-034",
  },
  {
    ...FIRST,
    what: "a user gets a password",
    seed: (world) => add(world, "foundation-aws", "aws_iam_user_login_profile", "bob", { user: "bob" }),
    rule: "OD-034",
  },
  {
    ...FIRST,
    what: "a token is a parameter in the clear",
    seed: (world) =>
      add(world, "foundation-aws", "aws_ssm_parameter", "token", {
        ...{ name: "/relay/token", type: "String", value: "hunter2", ...TAGGED },
      }),
    rule: "OD-034",
  },
  {
    ...FIRST,
    what: "the relay's secret is destroyed",
    seed: (world) => destroy(world, "foundation-aws", "aws_secretsmanager_secret"),
    rule: "OD-001",
    also: ["OD-063"],
  },
  {
    ...FIRST,
    what: "a replica of a key is destroyed",
    seed: (world) => {
      add(world, "us-east-1", "aws_kms_replica_key", "k", { enabled: true, ...TAGGED });
      destroy(world, "us-east-1", "aws_kms_replica_key");
    },
    rule: "OD-001",
  },
  ...[
    ["aws_kms_key", { is_enabled: false, enable_key_rotation: true }] as const,
    ["aws_kms_replica_key", { enabled: false }] as const,
  ].map(([type, values]): SeededMistake => ({
    ...FIRST,
    what: `an ${type} is off`,
    seed: (world) => add(world, "us-east-1", type, "k", { ...values, ...TAGGED }),
    rule: "OD-037",
  })),
  {
    ...FIRST,
    what: "a stack makes what no rule looks at",
    seed: (world) => add(world, "us-east-1", "aws_ecr_repository_policy", "open", { policy: "{}" }),
    rule: "OD-056",
  },
];

/** Edits that a review once let pass. */
export const EVASIONS: readonly SeededMistake[] = [...ACCOUNTS, ...PATH, ...ACCESS];
