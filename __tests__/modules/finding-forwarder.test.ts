import { ENVIRONMENT } from "../../lambda-src/finding-forwarder/environment";
import {
  FindingForwarder,
  type FindingForwarderProps,
} from "../../modules/finding-forwarder/finding-forwarder";
import { FUNCTION_TIMEOUT_SECONDS, VISIBILITY_TIMEOUT_SECONDS } from "../../modules/finding-forwarder/timing";
import { FindingQueue } from "../../modules/finding-queue/finding-queue";
import { RelaySecret } from "../../modules/relay-secret/relay-secret";
import { only, synthConstruct } from "../support/synth-construct";

const queueNamed = (name: string) => ({ name, arn: `arn:aws:sqs:eu-west-1:222222222222:${name}` });
const ROLE = "arn:aws:iam::222222222222:role/forwarder";
const RELAY = { protocol: "https", url: "https://relay.example/${in}", headers: {}, authentication: "none" };

function forwarder(props: Partial<FindingForwarderProps> = {}) {
  return synthConstruct((stack, placement) => {
    const queue = new FindingQueue(stack, "queue", { placement, queue: queueNamed("findings") });
    const deadLetterQueue = new FindingQueue(stack, "dead", { placement, queue: queueNamed("dead") });
    // Any resource: in a hub it is the role.
    const role = new RelaySecret(stack, "role", { placement, name: "role", replicaRegions: [] });
    new FindingForwarder(stack, "forwarder", {
      placement,
      functionName: "findings",
      logGroupName: "/aws/lambda/findings",
      roleArn: ROLE,
      queue,
      deadLetterQueue,
      delivery: { logRelay: RELAY, format: "guardduty" },
      code: { path: "../../assets/forwarder.zip", sha256Base64: "c2hh", handler: "index.handler" },
      architecture: "arm64",
      maximumConcurrency: 2,
      logRetentionDays: 3,
      dependsOn: [role],
      ...props,
    });
  }, "eu-west-1");
}

describe("FindingForwarder", () => {
  const synthesized = forwarder();
  const lambda = only(synthesized, "aws_lambda_function");
  const mapping = only(synthesized, "aws_lambda_event_source_mapping");
  const logGroup = only(synthesized, "aws_cloudwatch_log_group");

  it("runs the bundle on Node 22 with its role", () => {
    expect(lambda).toMatchObject({
      function_name: "findings",
      description: "Delivers GuardDuty findings to the log relay",
      role: ROLE,
      filename: "../../assets/forwarder.zip",
      source_code_hash: "c2hh",
      handler: "index.handler",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      memory_size: 256,
    });
  });

  it("ties the queue's visibility to its timeout: six times as long", () => {
    expect(lambda.timeout).toBe(FUNCTION_TIMEOUT_SECONDS);
    expect([FUNCTION_TIMEOUT_SECONDS, VISIBILITY_TIMEOUT_SECONDS]).toEqual([60, 360]);
  });

  it("reserves no concurrency unless it is told to", () => {
    expect(lambda).not.toHaveProperty("reserved_concurrent_executions");
    const reserving = forwarder({ reservedConcurrency: 5 });
    expect(only(reserving, "aws_lambda_function").reserved_concurrent_executions).toBe(5);
  });

  it("tells the function its relay, format and queues, and no secret it does not need", () => {
    const { variables } = lambda.environment as { variables: Record<string, string> };
    expect(variables).toEqual({
      [ENVIRONMENT.logRelay]: JSON.stringify(RELAY).replace("${", () => "$${"),
      [ENVIRONMENT.format]: "guardduty",
      [ENVIRONMENT.queueUrl]: expect.stringMatching(/^\$\{aws_sqs_queue\.queue_\w+\.url\}$/),
      [ENVIRONMENT.deadLetterQueueUrl]: expect.stringMatching(/^\$\{aws_sqs_queue\.dead_\w+\.url\}$/),
    });
  });

  it("names the relay's secret, where there is one", () => {
    const delivery = { logRelay: RELAY, format: "cef" as const, secretName: "acme/relay" };
    const { variables } = only(forwarder({ delivery }), "aws_lambda_function").environment as {
      variables: Record<string, string>;
    };
    expect(variables).toMatchObject({ [ENVIRONMENT.secretName]: "acme/relay", [ENVIRONMENT.format]: "cef" });
  });

  it("finds its log group there, with a retention, before it first runs", () => {
    expect(logGroup).toMatchObject({ name: "/aws/lambda/findings", retention_in_days: 3 });
    expect(lambda.depends_on).toEqual(
      expect.arrayContaining([expect.stringMatching(/^aws_cloudwatch_log_group\.forwarder_log-group_/)]),
    );
  });

  it("takes batches of 100, reports failures one by one, and runs twice at a time", () => {
    expect(mapping).toMatchObject({
      event_source_arn: queueNamed("findings").arn,
      enabled: true,
      batch_size: 100,
      maximum_batching_window_in_seconds: 5,
      function_response_types: ["ReportBatchItemFailures"],
      scaling_config: { maximum_concurrency: 2 },
    });
    expect(mapping.function_name).toMatch(/^\$\{aws_lambda_function\.forwarder_\w+\.function_name\}$/);
  });

  it("polls only once both queues, their policies and the role are there", () => {
    const waitsFor = mapping.depends_on as string[];
    for (const part of [
      "aws_sqs_queue.queue_",
      "aws_sqs_queue_policy.queue_",
      "aws_sqs_queue.dead_",
      "aws_secretsmanager_secret.role_",
    ])
      expect(waitsFor.filter((address) => address.startsWith(part))).toHaveLength(1);
    expect(lambda.depends_on).toEqual(
      expect.arrayContaining([expect.stringMatching(/^aws_secretsmanager_secret\.role_/)]),
    );
  });

  it("runs in Lambda's own network, or in the named subnets", () => {
    expect(lambda).not.toHaveProperty("vpc_config");
    const vpc = { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] };
    expect(only(forwarder({ vpc }), "aws_lambda_function").vpc_config).toEqual({
      subnet_ids: ["subnet-1", "subnet-2"],
      security_group_ids: ["sg-1"],
    });
  });

  it("lives where it is placed", () => {
    for (const resource of [lambda, mapping, logGroup])
      expect(resource).toMatchObject({ provider: "aws.here", region: "eu-west-1" });
  });
});
