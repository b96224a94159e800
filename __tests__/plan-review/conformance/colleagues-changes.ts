import type { Block, Plan, Stack } from "./examples";

/** A change that a colleague could make to a synthesized stack before it is planned, and what the review has to name. */
export interface ColleaguesChange extends Plan {
  readonly what: string;
  /** Address and attribute. */
  readonly named: readonly [address: string, attribute: string];
  /** Parts of both values. */
  readonly values: readonly [expected: string, planned: string];
}

const QUEUE = "finding-delivery_queue_0B0F2811";
const POLICY = "finding-delivery_queue_policy_CC080CDD";
const LAMBDA = "finding-delivery_forwarder_2EF13CFB";
const DEAD = "finding-delivery_alarms_dead_2CEACDB0";
const ABSENT = "not there";

const provider = ({ provider: { aws } }: Stack, alias: string): Block =>
  aws.find((block) => block.alias === alias)!;
const own = ({ resource }: Stack, type: string, name: string): Block => resource[type]![name]!;
const add = ({ resource }: Stack, type: string, name: string, block: Block): void =>
  void ((resource[type] ??= {})[name] = block);
const statement = (stack: Stack, type: string, name: string, more: object): void => {
  const block = own(stack, type, name);
  const policy = JSON.parse(block.policy as string) as { Statement: object[] };
  block.policy = JSON.stringify({ ...policy, Statement: [...policy.Statement, more] });
};

type Row = readonly [
  what: string,
  address: string,
  attribute: string,
  expected: string,
  planned: string,
  edit: Plan["edit"],
  rest?: Plan,
];

const ROWS: readonly Row[] = [
  [
    "the administrator works in another region",
    "provider.aws.administrator",
    "region",
    "us-east-1",
    "eu-west-3",
    (stack) => void (provider(stack, "administrator").region = "eu-west-3"),
  ],
  [
    "the management provider is allowed another account",
    "provider.aws.management",
    "allowed_account_ids[0]",
    "111111111111",
    "222222222222",
    (stack) => void (provider(stack, "management").allowed_account_ids = ["222222222222"]),
  ],
  [
    "the management provider assumes the administrator's role",
    "provider.aws.management",
    "assume_role[0].role_arn",
    "management_role_arn",
    "administrator_role_arn",
    (stack) =>
      void (provider(stack, "management").assume_role = [{ role_arn: "${var.administrator_role_arn}" }]),
  ],
  [
    "a provider has endpoints, hidden by an offline override",
    "provider.aws.management",
    "endpoints",
    ABSENT,
    "https://elsewhere.example",
    (stack) => void (provider(stack, "management").endpoints = [{ guardduty: "https://elsewhere.example" }]),
    { kind: "offline" },
  ],
  [
    "the zip is another",
    `aws_lambda_function.${LAMBDA}`,
    "filename",
    "finding-forwarder.zip",
    "/srv/drop.zip",
    (stack) => void (own(stack, "aws_lambda_function", LAMBDA).filename = "/srv/drop.zip"),
  ],
  [
    "the code's hash is another",
    `aws_lambda_function.${LAMBDA}`,
    "source_code_hash",
    "c2hhMjU2",
    "ZHJvcA==",
    (stack) => void (own(stack, "aws_lambda_function", LAMBDA).source_code_hash = "ZHJvcA=="),
  ],
  [
    "the handler drops",
    `aws_lambda_function.${LAMBDA}`,
    "handler",
    "index.handler",
    "index.drop",
    (stack) => void (own(stack, "aws_lambda_function", LAMBDA).handler = "index.drop"),
  ],
  [
    "TLS is not verified",
    `aws_lambda_function.${LAMBDA}`,
    "environment.variables.NODE_TLS_REJECT_UNAUTHORIZED",
    ABSENT,
    "0",
    (stack) =>
      void ((
        own(stack, "aws_lambda_function", LAMBDA).environment as { variables: Block }
      ).variables.NODE_TLS_REJECT_UNAUTHORIZED = "0"),
  ],
  [
    "a foreign layer runs first",
    `aws_lambda_function.${LAMBDA}`,
    "layers",
    ABSENT,
    "arn:aws:lambda:us-east-1:999999999999:layer:x:1",
    (stack) =>
      void (own(stack, "aws_lambda_function", LAMBDA).layers = [
        "arn:aws:lambda:us-east-1:999999999999:layer:x:1",
      ]),
  ],
  [
    "a provisioner runs a command",
    `aws_sqs_queue.${QUEUE}`,
    "provisioner",
    ABSENT,
    "curl https://elsewhere.example",
    (stack) =>
      void (own(stack, "aws_sqs_queue", QUEUE).provisioner = [
        { "local-exec": { command: "curl https://elsewhere.example" } },
      ]),
  ],
  [
    "a data source runs a program",
    "data.external.x",
    "",
    ABSENT,
    "elsewhere",
    (stack) => void ((stack.data ??= {}).external = { x: { program: ["elsewhere"] } }),
  ],
  [
    "a remote state is read",
    "data.terraform_remote_state.x",
    "",
    ABSENT,
    "s3",
    (stack) => void ((stack.data ??= {}).terraform_remote_state = { x: { backend: "s3" } }),
  ],
  [
    "an action is invoked",
    "action.aws_lambda_invoke.x",
    "",
    ABSENT,
    "elsewhere",
    (stack) => void (stack.action = { aws_lambda_invoke: { x: { config: { function_name: "elsewhere" } } } }),
  ],
  [
    "an action is triggered",
    `aws_sqs_queue.${QUEUE}`,
    "lifecycle.action_trigger",
    ABSENT,
    "after_create",
    (stack) =>
      void ((own(stack, "aws_sqs_queue", QUEUE).lifecycle as Block).action_trigger = [
        { events: ["after_create"] },
      ]),
  ],
  [
    "a second rule sends findings to another bus",
    "aws_cloudwatch_event_rule.copy",
    "",
    ABSENT,
    "aws.guard",
    (stack) =>
      add(stack, "aws_cloudwatch_event_rule", "copy", {
        event_pattern: '{"source":[{"prefix":"aws.guard"}]}',
      }),
  ],
  [
    "its target is another account's",
    "aws_cloudwatch_event_target.copy",
    "",
    ABSENT,
    "999999999999",
    (stack) =>
      add(stack, "aws_cloudwatch_event_target", "copy", {
        arn: "arn:aws:events:us-east-1:999999999999:event-bus/x",
      }),
  ],
  [
    "anyone outside may take findings",
    `aws_sqs_queue_policy.${POLICY}`,
    "policy.Statement[2]",
    ABSENT,
    "sqs:ReceiveMessage",
    (stack) =>
      statement(stack, "aws_sqs_queue_policy", POLICY, {
        Effect: "Allow",
        Principal: "*",
        Action: "sqs:ReceiveMessage",
        Resource: "*",
        Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } },
      }),
  ],
  [
    "a queue policy is another queue's",
    `aws_sqs_queue_policy.${POLICY}`,
    "queue_url",
    "queue_0B0F2811",
    "dead-letter-queue_CCA8FC54",
    (stack) =>
      void (own(stack, "aws_sqs_queue_policy", POLICY).queue_url =
        "${aws_sqs_queue.finding-delivery_dead-letter-queue_CCA8FC54.url}"),
  ],
  [
    "another account may replace the code",
    "aws_lambda_permission.x",
    "",
    ABSENT,
    "lambda:UpdateFunctionCode",
    (stack) =>
      add(stack, "aws_lambda_permission", "x", {
        action: "lambda:UpdateFunctionCode",
        principal: "999999999999",
      }),
  ],
  [
    "findings are published to another account's bucket",
    "aws_guardduty_publishing_destination.x",
    "",
    ABSENT,
    "arn:aws:s3:::elsewhere",
    (stack) =>
      add(stack, "aws_guardduty_publishing_destination", "x", { destination_arn: "arn:aws:s3:::elsewhere" }),
  ],
  [
    "the dead letters go to another account",
    `aws_lambda_function.${LAMBDA}`,
    "environment.variables.DEAD_LETTER_QUEUE_URL",
    "",
    "999999999999",
    (stack) =>
      void ((
        own(stack, "aws_lambda_function", LAMBDA).environment as { variables: Block }
      ).variables.DEAD_LETTER_QUEUE_URL =
        "https://sqs.us-east-1.amazonaws.com/999999999999/acme-guardduty-findings-dead"),
  ],
  [
    "another function takes the dead letters",
    "aws_lambda_event_source_mapping.x",
    "",
    ABSENT,
    "elsewhere",
    (stack) =>
      add(stack, "aws_lambda_event_source_mapping", "x", {
        function_name: "elsewhere",
        event_source_arn: "dead",
      }),
  ],
  [
    "the deprecated block turns S3 off",
    "aws_guardduty_detector.administrator-detector_E20FFF37",
    "datasources",
    ABSENT,
    "s3_logs",
    (stack) =>
      void (own(stack, "aws_guardduty_detector", "administrator-detector_E20FFF37").datasources = {
        s3_logs: { enable: false },
      }),
  ],
  [
    "an alarm never rings",
    `aws_cloudwatch_metric_alarm.${DEAD}`,
    "threshold",
    "0",
    "1000000",
    (stack) => void (own(stack, "aws_cloudwatch_metric_alarm", DEAD).threshold = 1_000_000),
  ],
  [
    "an alarm watches nothing",
    `aws_cloudwatch_metric_alarm.${DEAD}`,
    "namespace",
    "AWS/SQS",
    "Custom/SQS",
    (stack) => void (own(stack, "aws_cloudwatch_metric_alarm", DEAD).namespace = "Custom/SQS"),
  ],
  [
    "an alarm is gone",
    `aws_cloudwatch_metric_alarm.${DEAD}`,
    "",
    "alarm_name",
    ABSENT,
    (stack) => void delete stack.resource.aws_cloudwatch_metric_alarm![DEAD],
  ],
  [
    "a filter archives",
    "aws_guardduty_filter.x",
    "",
    ABSENT,
    "ARCHIVE",
    (stack) => add(stack, "aws_guardduty_filter", "x", { action: "ARCHIVE", rank: 1 }),
  ],
  [
    "a trusted list comes from a foreign bucket",
    "aws_guardduty_ipset.x",
    "",
    ABSENT,
    "https://s3.amazonaws.com/elsewhere/list",
    (stack) =>
      add(stack, "aws_guardduty_ipset", "x", { location: "https://s3.amazonaws.com/elsewhere/list" }),
  ],
  [
    "members are bound to a literal detector",
    "aws_guardduty_member.members_00",
    "detector_id",
    "administrator-detector_E20FFF37",
    "12abc34d567e8fa901bc2d34e56789f0",
    (stack) =>
      void (own(stack, "aws_guardduty_member", "members_00").detector_id =
        "12abc34d567e8fa901bc2d34e56789f0"),
  ],
  [
    "a queue takes small messages only",
    `aws_sqs_queue.${QUEUE}`,
    "max_message_size",
    "",
    "1024",
    (stack) => void (own(stack, "aws_sqs_queue", QUEUE).max_message_size = 1024),
  ],
  [
    "a provider comes from another registry",
    "terraform",
    "required_providers.aws.source",
    "aws",
    "registry.example/hashicorp/aws",
    (stack) =>
      void ((stack.terraform.required_providers as { aws: Block }).aws.source =
        "registry.example/hashicorp/aws"),
  ],
  [
    "a foreign detector is imported",
    "import",
    "",
    ABSENT,
    "12abc34d567e8fa901bc2d34e56789f0",
    (stack) =>
      void (stack.import = [{ to: "aws_guardduty_detector.x", id: "12abc34d567e8fa901bc2d34e56789f0" }]),
  ],
  [
    "a resource is moved",
    "moved",
    "",
    ABSENT,
    "aws_sqs_queue.old",
    (stack) => void (stack.moved = [{ from: "aws_sqs_queue.old", to: `aws_sqs_queue.${QUEUE}` }]),
  ],
  [
    "protection is lifted",
    `aws_sqs_queue.${QUEUE}`,
    "lifecycle.prevent_destroy",
    "true",
    ABSENT,
    (stack) => void delete (own(stack, "aws_sqs_queue", QUEUE).lifecycle as Block).prevent_destroy,
  ],
  [
    "changes are ignored",
    `aws_sqs_queue.${QUEUE}`,
    "lifecycle.ignore_changes",
    ABSENT,
    "all",
    (stack) => void ((own(stack, "aws_sqs_queue", QUEUE).lifecycle as Block).ignore_changes = "all"),
  ],
  [
    "the state goes elsewhere",
    "terraform",
    "backend.local.path",
    "state/us-east-1",
    "/elsewhere",
    (stack) => void (stack.terraform.backend = { local: { path: "/elsewhere" } }),
  ],
  [
    "a variable's default is another role",
    "var.administrator_role_arn",
    "default",
    "222222222222",
    "999999999999",
    ({ variable }) =>
      void ((variable as Record<string, Block>).administrator_role_arn!.default =
        "arn:aws:iam::999999999999:role/x"),
  ],
  [
    "an account is left out",
    "local.members_00",
    "100000000003",
    "acme.example",
    ABSENT,
    ({ locals }) => void ((locals as Record<string, Block>).members_00 = {}),
  ],
  [
    "an output leaks",
    "output.x",
    "",
    ABSENT,
    "guardduty",
    (stack) => void ((stack.output as Record<string, Block>).x = { value: "guardduty" }),
  ],
  [
    "a check calls somebody",
    "check.x",
    "",
    ABSENT,
    "https://elsewhere.example",
    (stack) => void (stack.check = { x: { data: { http: { y: { url: "https://elsewhere.example" } } } } }),
  ],
  [
    "the forwarder may do nothing",
    "aws_iam_role.forwarder-role_8052B43B",
    "permissions_boundary",
    ABSENT,
    "DenyAll",
    (stack) =>
      void (firstOf(stack, "aws_iam_role").permissions_boundary = "arn:aws:iam::222222222222:policy/DenyAll"),
    { stack: "foundation-aws" },
  ],
];

function firstOf({ resource }: Stack, type: string): Block {
  return Object.values(resource[type]!)[0]!;
}

/** Every one of them. */
export const COLLEAGUES_CHANGES: readonly ColleaguesChange[] = ROWS.map(
  ([what, address, attribute, expected, planned, edit, rest]) => ({
    ...{ what, named: [address, attribute], values: [expected, planned] },
    ...(edit && { edit }),
    ...rest,
  }),
);
