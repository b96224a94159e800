import { ACTIONS_WITHOUT_RESOURCES } from "../../../modules/actions-without-resources";
import { acme, synthesize, type SynthesizedStack } from "../../support/fleet";
import { acmeWith, hub } from "../../support/forwarding-fleets";
import { everyStatement, list, ofType, statementsOf } from "../../support/policies";

const MRK = "key/mrk-0123456789abcdef0123456789abcdef";
const VPC = { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] };

/** What a fresh clone plans, a hub in a VPC with a customer key, and each region in a VPC with a key of its own. */
const FLEETS: readonly (readonly [string, readonly SynthesizedStack[]])[] = [
  ["acme", synthesize(acme())],
  ["the hub", synthesize(hub())],
  [
    "acme in a VPC",
    synthesize(
      acmeWith(["eu-west-1", "us-east-1"], {
        vpc: { "eu-west-1": VPC, "us-east-1": VPC },
        kmsKeyArn: `arn:aws:kms:us-east-1:222222222222:${MRK}`,
        alarmTopicArn: "arn:aws:sns:us-east-1:222222222222:alarms",
        reservedConcurrency: 4,
      }),
    ),
  ],
];

function regionOf(stack: SynthesizedStack): string {
  return stack.provider.aws.find(({ alias }) => alias === "administrator")!.region as string;
}

/** Every ARN that a stack's text holds. */
function arnsIn(stack: SynthesizedStack): string[] {
  return stack.text.match(/arn:aws[a-z-]*:[A-Za-z0-9_:/.*?${}-]+/g) ?? [];
}

describe.each(FLEETS)("the findings' way of %s", (_, stacks) => {
  it("allows `*` only to actions that take no resource", () => {
    for (const statement of stacks.flatMap(everyStatement).filter(({ Effect }) => Effect === "Allow")) {
      for (const action of list(statement.Action)) expect(action).not.toMatch(/\*/);
      expect(JSON.stringify(statement.Principal ?? {})).not.toContain("*");
      if (list(statement.Resource).includes("*"))
        expect(ACTIONS_WITHOUT_RESOURCES).toEqual(expect.arrayContaining([...list(statement.Action)]));
    }
  });

  it("keeps findings 14 days, encrypted, in queues that Terraform may not destroy", () => {
    const queues = stacks.flatMap((stack) => ofType(stack, "aws_sqs_queue"));
    expect(queues.length).toBeGreaterThan(0);
    for (const queue of queues) {
      expect(queue).toMatchObject({
        message_retention_seconds: 1_209_600,
        lifecycle: { prevent_destroy: true },
      });
      expect(queue.sqs_managed_sse_enabled ?? queue.kms_master_key_id).toBeTruthy();
    }
  });

  it("has a dead-letter queue for each queue that is none itself", () => {
    for (const stack of stacks) {
      const queues = ofType(stack, "aws_sqs_queue");
      const deadLetterArns = [
        ...queues.flatMap(({ redrive_policy }) =>
          redrive_policy ? [JSON.parse(redrive_policy as string).deadLetterTargetArn as string] : [],
        ),
        ...ofType(stack, "aws_cloudwatch_event_target").map(
          ({ dead_letter_config }) => (dead_letter_config as { arn: string }).arn,
        ),
      ];
      for (const { name, redrive_policy } of queues) {
        const isDeadLetterQueue = deadLetterArns.some((arn) => arn.endsWith(`:${name as string}`));
        expect([stack.name, name, redrive_policy !== undefined]).toEqual([
          stack.name,
          name,
          !isDeadLetterQueue,
        ]);
      }
    }
  });

  it("has a dead-letter queue beside each rule, in its region, that the rule may write to", () => {
    for (const stack of stacks) {
      const policies = ofType(stack, "aws_sqs_queue_policy").flatMap(({ policy }) => statementsOf(policy));
      for (const { dead_letter_config, retry_policy, rule } of ofType(stack, "aws_cloudwatch_event_target")) {
        const { arn } = dead_letter_config as { arn: string };
        expect(arn.split(":")[3]).toBe(regionOf(stack));
        expect(retry_policy).toEqual({ maximum_event_age_in_seconds: 86_400, maximum_retry_attempts: 185 });
        const ruleName = nameOf(stack, rule as string);
        const allow = policies.find(({ Resource, Effect }) => Resource === arn && Effect === "Allow");
        expect(list(allow?.Condition?.["ArnEquals"]?.["aws:SourceArn"])).toContainEqual(
          expect.stringMatching(new RegExp(`[:/]${ruleName}$`)),
        );
      }
    }
  });

  it("reaches only what is in the stack's own partition", () => {
    for (const stack of stacks) {
      const partition = regionOf(stack).startsWith("cn-") ? "aws-cn" : "aws";
      const arns = arnsIn(stack);
      expect(arns.length).toBeGreaterThan(0);
      for (const arn of arns) expect([stack.name, arn.split(":")[1]]).toEqual([stack.name, partition]);
    }
  });

  it("names only queues, rules, buses, functions and roles that some stack creates", () => {
    const created = new Set(stacks.flatMap(createdArns));
    const exists = (arn: string) =>
      stacks.some((stack) => created.has(arn.replace(":*:", `:${regionOf(stack)}:`)));
    const named = stacks.flatMap(arnsIn).filter(
      (arn) =>
        /^arn:[^:]+:(sqs|events|lambda|iam)::?/.test(arn) &&
        // Every account has a default bus, and each person makes the roles that plan and apply.
        !/event-bus\/default$|role\/orgduty-(plan|apply)$/.test(arn),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((arn) => !exists(arn))).toEqual([]);
  });

  it("uses each name once in a region", () => {
    const arns = stacks.flatMap(createdArns);
    expect(arns.filter((arn, index) => arns.indexOf(arn) !== index)).toEqual([]);
  });

  it("watches with SNS topics and keys of the alarm's and the queue's own region", () => {
    for (const stack of stacks) {
      const alarms = ofType(stack, "aws_cloudwatch_metric_alarm").flatMap(
        (alarm) => alarm.alarm_actions ?? [],
      );
      const keys = ofType(stack, "aws_sqs_queue").flatMap((queue) => queue.kms_master_key_id ?? []);
      for (const arn of [...alarms, ...keys] as string[]) expect(arn.split(":")[3]).toBe(regionOf(stack));
    }
  });

  it("holds no value of a secret", () => {
    for (const { resource } of stacks)
      expect(resource).not.toHaveProperty("aws_secretsmanager_secret_version");
  });

  it("runs one zip, named relative to the stack's folder", () => {
    for (const { filename, source_code_hash } of stacks.flatMap((stack) =>
      ofType(stack, "aws_lambda_function"),
    ))
      expect([filename, source_code_hash]).toEqual(["../../assets/finding-forwarder.zip", "c2hhMjU2"]);
  });
});

/** The name behind `${aws_cloudwatch_event_rule.ID.name}`. */
function nameOf(stack: SynthesizedStack, reference: string): string {
  const [type = "", id = ""] = reference.slice(2, -1).split(".");
  return stack.resource[type]![id]!.name as string;
}

/** ARNs of what a stack creates, from its provider's region and account and the resources' names. */
function createdArns(stack: SynthesizedStack): string[] {
  const { region, allowed_account_ids } = stack.provider.aws.find(({ alias }) => alias === "administrator")!;
  const account = (allowed_account_ids as string[])[0]!;
  const partition = (region as string).startsWith("cn-") ? "aws-cn" : "aws";
  const within = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region as string}:${account}:${resource}`;
  const name = (key: string) => (resource: Record<string, unknown>) => resource[key] as string;
  return [
    ...ofType(stack, "aws_sqs_queue")
      .map(name("name"))
      .map((queue) => within("sqs", queue)),
    ...ofType(stack, "aws_cloudwatch_event_bus")
      .map(name("name"))
      .map((bus) => within("events", `event-bus/${bus}`)),
    ...ofType(stack, "aws_cloudwatch_event_rule").map(({ name: rule, event_bus_name: bus }) =>
      within("events", `rule/${bus ? `${bus as string}/` : ""}${rule as string}`),
    ),
    ...ofType(stack, "aws_lambda_function")
      .map(name("function_name"))
      .map((lambda) => within("lambda", `function:${lambda}`)),
    ...ofType(stack, "aws_cloudwatch_metric_alarm")
      .map(name("alarm_name"))
      .map((alarm) => within("cloudwatch", `alarm:${alarm}`)),
    ...ofType(stack, "aws_iam_role")
      .map(name("name"))
      .map((role) => `arn:${partition}:iam::${account}:role/${role}`),
  ];
}
