import { FindingDelivery, type FindingDeliveryProps } from "../../modules/finding-delivery/finding-delivery";
import { RelaySecret } from "../../modules/relay-secret/relay-secret";
import type { Resource } from "../support/fleet";
import { only, synthConstruct, type SynthesizedConstruct } from "../support/synth-construct";

const queueNamed = (name: string) => ({ name, arn: `arn:aws:sqs:eu-west-1:222222222222:${name}` });

function delivery(props: Partial<FindingDeliveryProps> = {}) {
  return synthConstruct((stack, placement) => {
    const role = new RelaySecret(stack, "role", { placement, name: "role", replicaRegions: [] });
    new FindingDelivery(stack, "delivery", {
      placement,
      queue: queueNamed("findings"),
      rules: ["rule"],
      deadLetterQueue: queueNamed("dead"),
      functionName: "findings",
      logGroupName: "/aws/lambda/findings",
      roleArn: "role",
      delivery: { logRelay: { protocol: "https" }, format: "guardduty" },
      runtime: {
        code: { path: "forwarder.zip", sha256Base64: "c2hh", handler: "index.handler" },
        architecture: "arm64",
        maximumConcurrency: 2,
        logRetentionDays: 3,
      },
      alarms: { nameOf: (watches) => `acme-${watches}` },
      heartbeatMinutes: 60,
      dependsOn: [role],
      ...props,
    });
  }, "eu-west-1");
}

function all({ resource }: SynthesizedConstruct, type: string): Resource[] {
  return Object.values(resource[type] ?? {});
}

describe("FindingDelivery", () => {
  const synthesized = delivery();
  const queues = all(synthesized, "aws_sqs_queue");

  it("has a queue that the named rules fill, and one for its dead letters", () => {
    expect(queues.map(({ name }) => name)).toEqual(["dead", "findings"]);
    const [dead, findings] = queues as [Resource, Resource];
    expect(findings.redrive_policy).toContain(queueNamed("dead").arn);
    expect(dead.redrive_allow_policy).toContain(queueNamed("findings").arn);
    const [deadPolicy, policy] = all(synthesized, "aws_sqs_queue_policy");
    expect(policy?.policy).toContain('{"aws:SourceArn":["rule"]}');
    expect(deadPolicy?.policy).not.toContain("events.amazonaws.com");
  });

  it("hides a message for six times the function's timeout", () => {
    const { timeout } = only(synthesized, "aws_lambda_function");
    const findings = queues.find(({ name }) => name === "findings");
    expect(findings?.visibility_timeout_seconds).toBe(6 * (timeout as number));
  });

  it("encrypts both queues with the customer key", () => {
    const keys = all(delivery({ kmsKeyArn: "key" }), "aws_sqs_queue").map((queue) => queue.kms_master_key_id);
    expect(keys).toEqual(["key", "key"]);
  });

  it("delivers from the queue with a function of its own, once its role is there", () => {
    expect(only(synthesized, "aws_lambda_function")).toMatchObject({
      function_name: "findings",
      role: "role",
      runtime: "nodejs22.x",
    });
    expect(only(synthesized, "aws_cloudwatch_log_group").name).toBe("/aws/lambda/findings");
    const mapping = only(synthesized, "aws_lambda_event_source_mapping");
    expect(mapping.event_source_arn).toBe(queueNamed("findings").arn);
    expect(mapping.depends_on).toEqual(
      expect.arrayContaining([expect.stringMatching(/^aws_secretsmanager_secret\.role_/)]),
    );
  });

  it("alarms when findings wait too long or are refused, when the function fails, and when nothing arrives", () => {
    const alarms = all(synthesized, "aws_cloudwatch_metric_alarm");
    expect(
      alarms.map(({ alarm_name, namespace, metric_name, statistic, dimensions, threshold }) => [
        alarm_name,
        `${namespace as string} ${metric_name as string} ${statistic as string}`,
        dimensions,
        threshold,
      ]),
    ).toEqual([
      ["acme-dead", "AWS/SQS ApproximateNumberOfMessagesVisible Maximum", { QueueName: "dead" }, 0],
      ["acme-errors", "AWS/Lambda Errors Sum", { FunctionName: "findings" }, 0],
      [
        "acme-nothing-delivered",
        "orgduty delivered Sum",
        { service: "finding-forwarder", function_name: "findings" },
        1,
      ],
      [
        "acme-oldest-message-day",
        "AWS/SQS ApproximateAgeOfOldestMessage Maximum",
        { QueueName: "findings" },
        86_400,
      ],
      [
        "acme-oldest-message-hour",
        "AWS/SQS ApproximateAgeOfOldestMessage Maximum",
        { QueueName: "findings" },
        3_600,
      ],
    ]);
    for (const { alarm_description } of alarms) expect(alarm_description).toMatch(/indings?|forwarder/);
  });

  it("alarms when the newest version of the secret cannot be used, where there is one", () => {
    const settings = { logRelay: {}, format: "guardduty", secretName: "acme/relay" } as const;
    const alarmsOf = (stack: typeof synthesized) => all(stack, "aws_cloudwatch_metric_alarm");
    expect(alarmsOf(delivery({ delivery: settings }))).toContainEqual(
      expect.objectContaining({
        alarm_name: "acme-secret-unusable",
        metric_name: "secretUnusable",
        dimensions: { service: "finding-forwarder", function_name: "findings" },
        statistic: "Sum",
        threshold: 0,
        treat_missing_data: "notBreaching",
      }),
    );
    expect(alarmsOf(synthesized).map(({ metric_name }) => metric_name)).not.toContain("secretUnusable");
  });

  it.each([
    [1, 15],
    [60, 180],
    [1440, 3 * 1440],
  ])(
    "with a heartbeat each %d minutes, takes %d minutes without a delivery for an outage",
    (heartbeat, silence) => {
      const alarms = all(delivery({ heartbeatMinutes: heartbeat }), "aws_cloudwatch_metric_alarm");
      const { period, evaluation_periods } = alarms.find(({ metric_name }) => metric_name === "delivered")!;
      expect(((period as number) * (evaluation_periods as number)) / 60).toBe(silence);
    },
  );

  it("lives where it is placed", () => {
    for (const resources of Object.values(synthesized.resource))
      for (const resource of Object.values(resources))
        expect(resource).toMatchObject({ provider: "aws.here", region: "eu-west-1" });
  });
});
