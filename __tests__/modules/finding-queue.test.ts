import { FindingQueue } from "../../modules/finding-queue/finding-queue";
import { only, synthConstruct, type SynthesizedConstruct } from "../support/synth-construct";
import type { Resource } from "../support/fleet";

const QUEUE = { name: "findings", arn: "arn:aws:sqs:eu-west-1:222222222222:findings" };
const DEAD = { name: "dead", arn: "arn:aws:sqs:eu-west-1:222222222222:dead" };
const RULE = "arn:aws:events:eu-west-1:222222222222:rule/findings";
const KEY = "arn:aws:kms:eu-west-1:222222222222:key/mrk-1";

/** The queue, or its policy, of a name. */
function named({ resource }: SynthesizedConstruct, type: string, id: string): Resource {
  const found = Object.entries(resource[type] ?? {}).filter(([name]) => name.startsWith(`${id}_`));
  expect(found).toHaveLength(1);
  return found[0]![1];
}

function statements(policy: Resource): Record<string, unknown>[] {
  return (JSON.parse(policy.policy as string) as { Statement: Record<string, unknown>[] }).Statement;
}

describe("FindingQueue", () => {
  const synthesized = synthConstruct((stack, placement) => {
    const deadLetterQueue = new FindingQueue(stack, "dead", {
      placement,
      queue: DEAD,
      deadLettersOf: QUEUE.arn,
    });
    new FindingQueue(stack, "queue", {
      placement,
      queue: QUEUE,
      rules: [RULE],
      deadLetterQueue,
      visibilityTimeoutSeconds: 360,
    });
  });
  const queue = named(synthesized, "aws_sqs_queue", "queue");
  const dead = named(synthesized, "aws_sqs_queue", "dead");

  it("keeps messages for 14 days, its dead letters too", () => {
    expect(queue).toMatchObject({ name: "findings", message_retention_seconds: 1_209_600 });
    expect(dead).toMatchObject({ name: "dead", message_retention_seconds: 1_209_600 });
  });

  it("protects itself from destruction", () => {
    expect([queue.lifecycle, dead.lifecycle]).toEqual([{ prevent_destroy: true }, { prevent_destroy: true }]);
  });

  it("hides a received message as long as it is told to, or as SQS does", () => {
    expect([queue.visibility_timeout_seconds, dead.visibility_timeout_seconds]).toEqual([360, 30]);
  });

  it("is encrypted by SQS, which needs no grants", () => {
    expect(queue.sqs_managed_sse_enabled).toBe(true);
    expect(queue).not.toHaveProperty("kms_master_key_id");
  });

  it("is encrypted by a customer key where there is one", () => {
    const encrypted = only(
      synthConstruct((stack, placement) => {
        new FindingQueue(stack, "queue", { placement, queue: QUEUE, kmsKeyArn: KEY });
      }),
      "aws_sqs_queue",
    );
    expect(encrypted.kms_master_key_id).toBe(KEY);
    expect(encrypted).not.toHaveProperty("sqs_managed_sse_enabled");
  });

  it("gives up a message after 1,000 receives, to its dead-letter queue, which has to exist", () => {
    expect(JSON.parse(queue.redrive_policy as string)).toEqual({
      deadLetterTargetArn: DEAD.arn,
      maxReceiveCount: 1_000,
    });
    expect(queue.depends_on).toEqual([expect.stringMatching(/^aws_sqs_queue\.dead_/)]);
    expect(dead).not.toHaveProperty("redrive_policy");
    expect(dead).not.toHaveProperty("depends_on");
  });

  it("takes dead letters of the named queue only", () => {
    expect(JSON.parse(dead.redrive_allow_policy as string)).toEqual({
      redrivePermission: "byQueue",
      sourceQueueArns: [QUEUE.arn],
    });
    expect(JSON.parse(queue.redrive_allow_policy as string)).toEqual({ redrivePermission: "denyAll" });
  });

  it("lets the named rules send, and nobody else", () => {
    const policy = named(synthesized, "aws_sqs_queue_policy", "queue_policy");
    expect(statements(policy).filter(({ Effect }) => Effect === "Allow")).toEqual([
      {
        Sid: "RulesMaySend",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: QUEUE.arn,
        Condition: { ArnEquals: { "aws:SourceArn": [RULE] } },
      },
    ]);
    expect(policy.queue_url).toMatch(/^\$\{aws_sqs_queue\.queue_\w+\.url\}$/);
  });

  it("lets no rule send where none is named", () => {
    const policy = named(synthesized, "aws_sqs_queue_policy", "dead_policy");
    expect(statements(policy).map(({ Effect }) => Effect)).toEqual(["Deny"]);
  });

  it("refuses what does not come over TLS", () => {
    for (const [id, { arn }] of [
      ["queue", QUEUE],
      ["dead", DEAD],
    ] as const) {
      expect(statements(named(synthesized, "aws_sqs_queue_policy", `${id}_policy`))).toContainEqual({
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      });
    }
  });

  it("lives where it is placed", () => {
    const placed = synthConstruct((stack, placement) => {
      new FindingQueue(stack, "queue", { placement, queue: QUEUE });
    }, "eu-west-2");
    for (const type of ["aws_sqs_queue", "aws_sqs_queue_policy"])
      expect(only(placed, type)).toMatchObject({ provider: "aws.here", region: "eu-west-2" });
  });
});
