import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import type { Named } from "../../aws/named";
import type { Placement } from "../placement";
import { policy, type Statement } from "../policy";

/**
 * A working queue or a dead-letter queue. The former names its dead-letter queue, the latter the queue whose messages
 * it takes.
 */
export interface FindingQueueProps {
  readonly placement: Placement;
  readonly queue: Named;
  /**
   * ARNs of the EventBridge rules that may send messages to it.
   * @default none: only principals whose own policy allows it may send
   */
  readonly rules?: readonly string[];
  /**
   * Where a message goes after it was handed back too often.
   * @default nowhere: this is a dead-letter queue itself
   */
  readonly deadLetterQueue?: FindingQueue;
  /**
   * ARN of the queue whose dead letters go here.
   * @default none: SQS may not move any message here
   */
  readonly deadLettersOf?: string;
  /** @default 30, as SQS has it */
  readonly visibilityTimeoutSeconds?: number;
  /**
   * ARN of the customer key that encrypts messages. Its policy must name EventBridge (docs/findings-path.md).
   * @default SQS's own encryption, which needs no grants
   */
  readonly kmsKeyArn?: string;
}

/** SQS's maximum, in every queue: a dead letter keeps its age, and SQS deletes an expired message instead of moving it. */
const RETENTION_SECONDS = 14 * 24 * 60 * 60;

/**
 * SQS's maximum. The retries outlast a long weekend, and are exhausted well before the message expires. With full
 * jitter under 15 minutes (backoff.ts) they take 5.2 days on average, between 4.7 and 5.7; 4.2 if the function fails as
 * a whole and messages come back after 360 s; 10.4 if the relay asks for 15 minutes each time.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
const MAX_RECEIVES = 1_000;

/** A queue that holds findings: 14 days, encrypted, TLS only. Destroying it loses them, so Terraform may not. */
export class FindingQueue extends Construct {
  public readonly name: string;
  public readonly arn: string;
  public readonly url: string;
  /** The queue without its policy. A redrive need not wait for the policy, which takes Terraform's provider 25 s. */
  public readonly resource: SqsQueue;

  constructor(scope: Construct, id: string, props: FindingQueueProps) {
    super(scope, id);
    const { placement, queue, rules = [], visibilityTimeoutSeconds = 30, kmsKeyArn } = props;
    const resource = new SqsQueue(this, "Resource", {
      ...placement,
      name: queue.name,
      messageRetentionSeconds: RETENTION_SECONDS,
      visibilityTimeoutSeconds,
      ...(kmsKeyArn ? { kmsMasterKeyId: kmsKeyArn } : { sqsManagedSseEnabled: true }),
      ...redrive(props),
      lifecycle: { preventDestroy: true },
    });
    new SqsQueuePolicy(this, "policy", {
      ...placement,
      queueUrl: resource.url,
      policy: policy([...sendersOf(queue.arn, rules), tlsOnly(queue.arn)]),
    });
    this.name = queue.name;
    this.arn = queue.arn;
    this.url = resource.url;
    this.resource = resource;
  }
}

/**
 * The two sides of a redrive: where exhausted messages go, and which queue's messages are accepted. A dead-letter queue
 * must exist before another queue names it.
 */
function redrive({ deadLetterQueue, deadLettersOf }: FindingQueueProps) {
  const exhausted = deadLetterQueue && {
    redrivePolicy: JSON.stringify({
      deadLetterTargetArn: deadLetterQueue.arn,
      maxReceiveCount: MAX_RECEIVES,
    }),
    dependsOn: [deadLetterQueue.resource],
  };
  const allowed = deadLettersOf
    ? { redrivePermission: "byQueue", sourceQueueArns: [deadLettersOf] }
    : { redrivePermission: "denyAll" };
  return { ...exhausted, redriveAllowPolicy: JSON.stringify(allowed) };
}

/**
 * The rule's ARN also names the account. There is no aws:SourceAccount beside it: AWS documents only aws:SourceArn for
 * queues, and a condition on a key that is not sent would lose every finding.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
 */
function sendersOf(queueArn: string, rules: readonly string[]): Statement[] {
  if (rules.length === 0) return [];
  return [
    {
      Sid: "RulesMaySend",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnEquals: { "aws:SourceArn": rules } },
    },
  ];
}

function tlsOnly(queueArn: string): Statement {
  return {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "sqs:*",
    Resource: queueArn,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
