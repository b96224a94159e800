import { against, TAGGED } from "../../against";
import type { World } from "../../case-world";
import { add, after, changeOf, expressionsOf, remove } from "../../edit-plan";

describe("A queue", () => {
  const QUEUE = ["us-east-1", "aws_sqs_queue", "finding-delivery_queue"] as const;
  const queue = (rule: string, values: object) =>
    against(rule, (world) => void Object.assign(after(world, ...QUEUE), values)).length;

  it.each([
    [{ sqs_managed_sse_enabled: true }, 0],
    [{ sqs_managed_sse_enabled: null }, 1],
    [{ sqs_managed_sse_enabled: false, kms_master_key_id: "alias/aws/sqs" }, 1],
    [{ sqs_managed_sse_enabled: true, kms_master_key_id: "arn:aws:kms:us-east-1:1:alias/aws/sqs" }, 1],
    [{ sqs_managed_sse_enabled: false, kms_master_key_id: "alias/mine" }, 0],
    [{ sqs_managed_sse_enabled: false, kms_master_key_id: "alias/aws/sqs-mine" }, 0],
  ])("with %j is not encrypted: %s problems", (values, problems) => {
    expect(queue("OD-020", values)).toBe(problems);
  });

  it("keeps messages for 14 days, which is not the default", () => {
    expect(queue("OD-022", { message_retention_seconds: 1_209_600 })).toBe(0);
    expect(queue("OD-022", { message_retention_seconds: 1_209_599 })).toBe(1);
    expect(queue("OD-022", { message_retention_seconds: null })).toBe(1);
  });

  it("hides a message for six times as long as its function may take, defaults of both included", () => {
    const LAMBDA = ["us-east-1", "aws_lambda_function"] as const;
    const problems = (visible: number | null, timeout: number | null) =>
      against("OD-027", (world) => {
        after(world, ...QUEUE).visibility_timeout_seconds = visible;
        after(world, ...LAMBDA).timeout = timeout;
      });
    expect(problems(60, 10)).toEqual([]);
    expect(problems(59, 10)).toHaveLength(1);
    expect(problems(null, 5)).toEqual([]);
    expect(problems(null, 6)).toEqual([
      expect.stringContaining("come back after 30 s, the function may take 6 s"),
    ]);
    expect(problems(18, null)).toEqual([]);
    expect(problems(17, null)).toEqual([expect.stringContaining("may take 3 s")]);
  });
});

describe("A log group", () => {
  it.each([
    [{ retention_in_days: 1 }, 0],
    [{ retention_in_days: 0 }, 1],
    [{ retention_in_days: null }, 1],
  ])("with %j keeps logs for ever: %s problems", (values, problems) => {
    const evidence = against("OD-023", (world) =>
      add(world, "us-east-1", "aws_cloudwatch_log_group", "a", { name: "a", ...values, ...TAGGED }),
    );
    expect(evidence).toHaveLength(problems);
  });
});

describe("A relay", () => {
  it.each([
    [{ protocol: "https", url: "HTTPS://relay.example" }, 0],
    [{ protocol: "https", url: "http://relay.example" }, 1],
    [{ protocol: "https" }, 1],
    [{ protocol: "syslog", host: "relay" }, 0],
    [{ protocol: "syslog", host: "relay", insecure: { reason: "old" } }, 1],
  ])("%j is not over TLS: %s problems", (relay, problems) => {
    const evidence = against("OD-029", (world) => {
      const variables = { ORGDUTY_LOG_RELAY: JSON.stringify(relay) };
      after(world, "us-east-1", "aws_lambda_function").environment = [{ variables }];
    });
    expect(evidence).toHaveLength(problems);
  });
});

describe("An alarm on dead letters", () => {
  it("is by name where the name is known, else by reference", () => {
    const ALARM = ["us-east-1", "aws_cloudwatch_metric_alarm", "finding-delivery_alarms_dead"] as const;
    const problems = (dimensions: object) =>
      against("OD-028", (world) => {
        after(world, ...ALARM).dimensions = dimensions;
        delete expressionsOf(world, ...ALARM).dimensions;
      }).length;
    expect(problems({ QueueName: "case-guardduty-findings-dead" })).toBe(0);
    expect(problems({ QueueName: "another" })).toBe(1);
    expect(problems({})).toBe(1);
  });
});

describe("The way to the relay", () => {
  const POLICY = ["us-east-1", "aws_sqs_queue_policy", "finding-delivery_queue"] as const;
  const TARGET = ["us-east-1", "aws_cloudwatch_event_target", "finding-intake_findings"] as const;
  const MAPPING = ["us-east-1", "aws_lambda_event_source_mapping"] as const;
  const LETS_IN = { Effect: "Allow", Principal: { Service: "events.amazonaws.com" } };
  const policyOf = (...statements: object[]) => JSON.stringify({ Statement: statements });
  const broken = (edit: (world: World) => void) => against("OD-024", edit);

  it.each([
    ["sqs:SendMessage", "*"],
    ["sqs:Send*", "*"],
    ["sqs:*", "*"],
    ["*", "*"],
    [["sqs:GetQueueUrl", "SQS:SendMessage"], "arn:aws:sqs:us-east-1:222222222222:case-guardduty-findings"],
  ])("is whole where EventBridge may do %j on %s", (Action, Resource) => {
    const policy = policyOf({ ...LETS_IN, Action, Resource });
    expect(broken((world) => void (after(world, ...POLICY).policy = policy))).toEqual([]);
  });

  it("is whole where the queue's own configuration holds the policy, and not where the queue only had it before", () => {
    const QUEUE = ["us-east-1", "aws_sqs_queue", "finding-delivery_queue"] as const;
    const readBack = (world: World) => {
      after(world, ...QUEUE).policy = after(world, ...POLICY).policy;
      remove(world, ...POLICY);
    };
    const written = (world: World) => {
      readBack(world);
      expressionsOf(world, ...QUEUE).policy = {};
    };
    expect(broken(written)).toEqual([]);
    expect(broken(readBack)).toHaveLength(1);
  });

  it("is whole where ARNs or the policy are known only after apply", () => {
    const target = (world: World) => {
      const { name } = changeOf(world, "us-east-1", "aws_sqs_queue", "finding-delivery_queue");
      delete after(world, ...TARGET).arn;
      expressionsOf(world, ...TARGET).arn = { references: [`aws_sqs_queue.${name}.arn`] };
    };
    const arns = (world: World) => {
      target(world);
      delete after(world, ...MAPPING).event_source_arn;
    };
    expect(broken(arns)).toEqual([]);
    expect(broken(target)).toEqual([]);
    expect(broken((world) => void delete after(world, ...MAPPING).event_source_arn)).toEqual([]);
    const policy = (world: World) => {
      delete after(world, ...POLICY).policy;
      expressionsOf(world, ...POLICY).policy = { references: ["aws_sqs_queue.a.arn"] };
    };
    expect(broken(policy)).toEqual([]);
  });

  it("is whole where the rule does not name the default bus", () => {
    const rule = ["us-east-1", "aws_cloudwatch_event_rule", "finding-intake_findings"] as const;
    expect(broken((world) => void delete after(world, ...rule).event_bus_name)).toEqual([]);
  });

  it("is broken where only another region's queue, or another thing, lets EventBridge in", () => {
    const open = policyOf({ ...LETS_IN, Action: "*", Resource: "*" });
    const evidence = broken((world) => {
      after(world, ...POLICY).policy = policyOf();
      after(world, "us-east-2", "aws_sqs_queue_policy", "finding-delivery_queue").policy = open;
      add(world, "us-east-1", "aws_sns_topic_policy", "a", { policy: open });
    });
    expect(evidence).toEqual([": no queue policy lets EventBridge in for the rule"]);
  });
});
