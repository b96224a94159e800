import { FindingIntake, type FindingIntakeProps } from "../../modules/finding-intake/finding-intake";
import { FindingQueue } from "../../modules/finding-queue/finding-queue";
import type { Resource } from "../support/fleet";
import { only, synthConstruct, type SynthesizedConstruct } from "../support/synth-construct";

const ruleNamed = (name: string) => ({ name, arn: `arn:aws:events:eu-west-1:222222222222:rule/${name}` });
const queueNamed = (name: string) => ({ name, arn: `arn:aws:sqs:eu-west-1:222222222222:${name}` });

function intake(props: Partial<FindingIntakeProps> = {}) {
  return synthConstruct((stack, placement) => {
    const queue = new FindingQueue(stack, "queue", { placement, queue: queueNamed("findings") });
    new FindingIntake(stack, "intake", {
      placement,
      rule: ruleNamed("findings"),
      eventPattern: { source: ["aws.guardduty"] },
      target: { arn: queue.arn },
      deadLetterQueue: queueNamed("unsent"),
      alarms: { nameOf: (watches) => `acme-${watches}` },
      dependsOn: [queue],
      ...props,
    });
  }, "eu-west-1");
}

function all({ resource }: SynthesizedConstruct, type: string): Resource[] {
  return Object.values(resource[type] ?? {});
}

describe("FindingIntake", () => {
  const synthesized = intake();
  const rules = all(synthesized, "aws_cloudwatch_event_rule");
  const targets = all(synthesized, "aws_cloudwatch_event_target");
  const unsent = all(synthesized, "aws_sqs_queue").find(({ name }) => name === "unsent")!;

  it("takes what its pattern names, and sends it to its target", () => {
    expect(rules).toEqual([
      expect.objectContaining({
        name: "findings",
        description: expect.stringContaining("log relay"),
        event_pattern: '{"source":["aws.guardduty"]}',
      }),
    ]);
    expect(rules[0]).not.toHaveProperty("schedule_expression");
    expect(targets.map(({ arn }) => arn)).toEqual([queueNamed("findings").arn]);
  });

  it("keeps what could not be sent in a queue beside the rule, which alone may write to it", () => {
    for (const { dead_letter_config } of targets)
      expect(dead_letter_config).toEqual({ arn: queueNamed("unsent").arn });
    expect(unsent.sqs_managed_sse_enabled).toBe(true);
    const policies = all(synthesized, "aws_sqs_queue_policy").map(({ policy }) => policy as string);
    const unsentPolicy = policies.find((policy) => policy.includes(":unsent"))!;
    expect(JSON.parse(unsentPolicy).Statement[0].Condition).toEqual({
      ArnEquals: { "aws:SourceArn": [ruleNamed("findings").arn] },
    });
  });

  it("encrypts that queue with the customer key", () => {
    const queues = all(intake({ kmsKeyArn: "key" }), "aws_sqs_queue");
    expect(queues.find(({ name }) => name === "unsent")).toMatchObject({ kms_master_key_id: "key" });
  });

  it("waits for that queue, and for the target", () => {
    for (const { depends_on } of [...rules, ...targets])
      expect(depends_on).toEqual([
        expect.stringMatching(/^aws_sqs_queue\.intake_dead-letter-queue_/),
        expect.stringMatching(/^aws_sqs_queue_policy\.intake_dead-letter-queue_policy_/),
        expect.stringMatching(/^aws_sqs_queue\.queue_/),
        expect.stringMatching(/^aws_sqs_queue_policy\.queue_policy_/),
      ]);
  });

  it("reads from another bus, and reaches one with a role", () => {
    const hub = intake({ eventBusName: "hub", target: { arn: "bus", roleArn: "role" } });
    expect(only(hub, "aws_cloudwatch_event_rule").event_bus_name).toBe("hub");
    expect(only(hub, "aws_cloudwatch_event_target")).toMatchObject({ arn: "bus", role_arn: "role" });
    expect(
      all(hub, "aws_cloudwatch_metric_alarm").filter(({ namespace }) => namespace === "AWS/Events"),
    ).toEqual(
      Array(2).fill(expect.objectContaining({ dimensions: { RuleName: "findings", EventBusName: "hub" } })),
    );
  });

  it("alarms when findings are given up, lost or waiting", () => {
    const alarms = all(synthesized, "aws_cloudwatch_metric_alarm");
    expect(
      alarms.map(({ alarm_name, metric_name, dimensions, threshold }) => [
        alarm_name,
        metric_name,
        dimensions,
        threshold,
      ]),
    ).toEqual([
      ["acme-failed-invocations", "FailedInvocations", { RuleName: "findings" }, 0],
      ["acme-lost", "InvocationsFailedToBeSentToDlq", { RuleName: "findings" }, 0],
      ["acme-unsent", "ApproximateNumberOfMessagesVisible", { QueueName: "unsent" }, 0],
    ]);
    expect(alarms.map(({ statistic, namespace }) => [statistic, namespace])).toEqual([
      ["Sum", "AWS/Events"],
      ["Sum", "AWS/Events"],
      ["Maximum", "AWS/SQS"],
    ]);
    for (const { alarm_description } of alarms) expect(alarm_description).toMatch(/indings/);
  });

  it("lives where it is placed", () => {
    for (const resources of Object.values(synthesized.resource))
      for (const resource of Object.values(resources))
        expect(resource).toMatchObject({ provider: "aws.here", region: "eu-west-1" });
  });
});
