import type { Block, Plan, Stack } from "./examples";
import { ROOT_ONLY } from "./plan-zip";

/** A variation that breaks nothing, and what the review makes of it: nothing, or a difference that a waiver accepts. */
export interface HarmlessVariation extends Plan {
  readonly what: string;
  /** The address of each difference; none: equal. */
  readonly named: readonly string[];
}

type Files = Record<string, string | Buffer>;
const CONFIGURATION = "tfconfig/m-/cdk.tf.json";
const LOCK = ".terraform.lock.hcl";
const QUEUE = "finding-delivery_queue_0B0F2811";
const POLICY = "finding-delivery_queue_policy_CC080CDD";
const LAMBDA = "finding-delivery_forwarder_2EF13CFB";
const DEAD = "finding-delivery_alarms_dead_2CEACDB0";

const own = ({ resource }: Stack, type: string, name: string): Block => resource[type]![name]!;
const text = (change: (text: string) => string) => (files: Files) =>
  void (files[CONFIGURATION] = change(files[CONFIGURATION]!.toString()));
const lock = (change: (text: string) => string) => (files: Files) =>
  void (files[LOCK] = change(files[LOCK]!.toString()));
const policy = (change: (document: { Statement: Block[] }) => unknown) => (stack: Stack) => {
  const block = own(stack, "aws_sqs_queue_policy", POLICY);
  const document = JSON.parse(block.policy as string) as { Statement: Block[] };
  const changed = change(document);
  block.policy = typeof changed === "string" ? changed : JSON.stringify(document);
};
const reversed = (block: object) => Object.fromEntries(Object.entries(block).reverse());

const EQUAL: readonly (readonly [what: string, plan: Plan])[] = [
  ["JSON without spaces", { members: text((json) => JSON.stringify(JSON.parse(json))) }],
  ["JSON with other spaces", { members: text((json) => JSON.stringify(JSON.parse(json), null, 8)) }],
  [
    "JSON with letters as codes",
    { members: text((json) => json.replaceAll("&", "\\u0026").replaceAll("g", "\\u0067")) },
  ],
  [
    "resource types in another order",
    { edit: (stack) => void (stack.resource = reversed(stack.resource) as Stack["resource"]) },
  ],
  ["providers in another order", { edit: ({ provider }) => void provider.aws.reverse() }],
  ["a policy with spaces", { edit: policy((document) => JSON.stringify(document, null, 2)) }],
  [
    "a policy with its keys in another order",
    { edit: policy((document) => JSON.stringify(reversed(document))) },
  ],
  [
    "checksums in another order",
    { members: lock((hcl) => hcl.replace(/( {4}"h1:[^\n]*\n)( {4}"h1:[^\n]*\n)/, "$2$1")) },
  ],
  ["a lock file with comments", { members: lock((hcl) => `# updated by a bot\n${hcl}`) }],
  ["a first apply, without a state", { members: (files) => void delete files["tfstate-prev"] }],
  [
    "a second apply, with a state",
    { members: (files) => void (files.tfstate = '{"version":4,"serial":7,"resources":[{}]}') },
  ],
  [
    "a list of modules in one line",
    { members: (files) => void (files["tfconfig/modules.json"] = JSON.stringify(JSON.parse(ROOT_ONLY))) },
  ],
  ["an offline plan", { kind: "offline" }],
];

const NAMED: readonly (readonly [what: string, address: string, plan: Plan["edit"] | Plan])[] = [
  [
    "a moved block",
    "moved",
    (stack) => void (stack.moved = [{ from: "aws_sqs_queue.old", to: `aws_sqs_queue.${QUEUE}` }]),
  ],
  [
    "an output of one's own",
    "output.note",
    (stack) => void ((stack.output as Record<string, Block>).note = { value: "x" }),
  ],
  [
    "a data source of one's own",
    "data.aws_caller_identity.me",
    (stack) => void ((stack.data ??= {}).aws_caller_identity = { me: {} }),
  ],
  [
    "a customer key",
    `aws_sqs_queue.${QUEUE}`,
    (stack) => void (own(stack, "aws_sqs_queue", QUEUE).kms_master_key_id = "alias/mine"),
  ],
  [
    "an action as a list",
    `aws_sqs_queue_policy.${POLICY}`,
    policy(({ Statement: [send] }) => void (send!.Action = ["sqs:SendMessage"])),
  ],
  [
    "statements in another order",
    `aws_sqs_queue_policy.${POLICY}`,
    policy(({ Statement }) => void Statement.reverse()),
  ],
  [
    "a statement's name",
    `aws_sqs_queue_policy.${POLICY}`,
    policy(({ Statement: [send] }) => void (send!.Sid = "Rules")),
  ],
  [
    "a policy version of its own",
    `aws_sqs_queue_policy.${POLICY}`,
    policy((document) => void Object.assign(document, { Id: "mine" })),
  ],
  [
    "a tag more",
    `aws_sqs_queue.${QUEUE}`,
    (stack) => void (own(stack, "aws_sqs_queue", QUEUE).tags = { team: "soc" }),
  ],
  [
    "a default tag more",
    "provider.aws.administrator",
    ({ provider }) => {
      const block = provider.aws.find(({ alias }) => alias === "administrator")!;
      (block.default_tags as { tags: Block }[])[0]!.tags.team = "soc";
    },
  ],
  [
    "another description",
    `aws_lambda_function.${LAMBDA}`,
    (stack) => void (own(stack, "aws_lambda_function", LAMBDA).description = "ours"),
  ],
  [
    "more memory",
    `aws_lambda_function.${LAMBDA}`,
    (stack) => void (own(stack, "aws_lambda_function", LAMBDA).memory_size = 512),
  ],
  [
    "a shorter period",
    `aws_cloudwatch_metric_alarm.${DEAD}`,
    (stack) => void (own(stack, "aws_cloudwatch_metric_alarm", DEAD).period = 60),
  ],
  [
    "a timeout of Terraform's",
    `aws_sqs_queue.${QUEUE}`,
    (stack) => void (own(stack, "aws_sqs_queue", QUEUE).timeouts = { create: "5m" }),
  ],
  [
    "a dependency more",
    `aws_sqs_queue.${QUEUE}`,
    (stack) => void (own(stack, "aws_sqs_queue", QUEUE).depends_on = [`aws_lambda_function.${LAMBDA}`]),
  ],
  [
    "a local value of one's own",
    "local.note",
    ({ locals }) => void ((locals as Record<string, unknown>).note = "x"),
  ],
  [
    "OpenTofu's registry in the lock file",
    LOCK,
    { members: lock((hcl) => hcl.replaceAll("registry.terraform.io", "registry.opentofu.org")) },
  ],
  [
    "the checksum of one platform alone",
    LOCK,
    { members: lock((hcl) => hcl.replace(/( {4}"h1:[^\n]*\n)+/, '    "h1:of+another+platform=",\n')) },
  ],
];

/** Every one of them. */
export const HARMLESS_VARIATIONS: readonly HarmlessVariation[] = [
  ...EQUAL.map(([what, plan]) => ({ what, named: [], ...plan })),
  ...NAMED.map(([what, address, plan]) => ({
    ...{ what, named: [address] },
    ...(typeof plan === "function" ? { edit: plan } : plan),
  })),
];
