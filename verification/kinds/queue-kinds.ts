import type { Attributes } from "../../intent/expected-stack";
import { text, type Kind } from "./kind";

/** A queue's name, from its URL. */
const nameIn = (policy: Attributes) => text(policy, "queue_url").split("/").at(-1)!;

/** SQS. Defaults: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const QUEUE_KINDS: Readonly<Record<string, Kind>> = {
  aws_sqs_queue: {
    key: (queue) => text(queue, "name"),
    label: (queue) => text(queue, "name"),
    missing: "QUEUE_MISSING",
    reasons: {
      redrive_policy: "REDRIVE_MISSING",
      "redrive_policy.maxReceiveCount": "ATTRIBUTE_DIFFERS",
    },
    defaults: {
      delay_seconds: 0,
      fifo_queue: false,
      kms_data_key_reuse_period_seconds: 300,
      max_message_size: 262_144,
      message_retention_seconds: 345_600,
      receive_wait_time_seconds: 0,
      sqs_managed_sse_enabled: false,
      visibility_timeout_seconds: 30,
    },
  },
  aws_sqs_queue_policy: {
    key: nameIn,
    label: nameIn,
    missing: "QUEUE_POLICY_MISSING",
    notCompared: { queue_url: "it names the queue whose policy is compared" },
  },
};
