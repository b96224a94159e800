import { GetQueueAttributesCommand, ListQueueTagsCommand } from "@aws-sdk/client-sqs";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import { unlessMissing } from "../../aws-clients/calls";
import type { Attributes } from "../../intent/expected-stack";
import { text } from "../kinds/kind";
import { tagMapOf } from "../../aws-clients/tags";
import { expectedOf, type Reading } from "./live";

const MISSING = ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"];

/** What a queue holds, and when it was created. */
export interface QueueHealth {
  /** The approximate number that SQS reports, including messages that are being processed. */
  readonly messages: number;
  /** Milliseconds since 1970. */
  readonly createdAt?: number;
}

/** Reads every expected queue, its policy and its tags. @returns what each queue holds, by name */
export async function readQueues(
  reading: Reading,
  accountId: string,
): Promise<Record<string, Read<QueueHealth>>> {
  const names = expectedOf(reading, "aws_sqs_queue").map((queue) => text(queue, "name"));
  const health = await Promise.all(
    names.map(async (name) => {
      const url = queueUrl(reading.region, accountId, name);
      return [name, await readQueue(reading, name, url)] as const;
    }),
  );
  return Object.fromEntries(health.filter(([, one]) => one !== undefined)) as Record<
    string,
    Read<QueueHealth>
  >;
}

async function readQueue(
  { clients, calls, attempts, live }: Reading,
  name: string,
  QueueUrl: string,
): Promise<Read<QueueHealth> | undefined> {
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
  const listing = new ListQueueTagsCommand({ QueueUrl });
  const [found, tags] = await Promise.all([
    attempts.read(
      `queue ${name}`,
      unlessMissing(
        calls.make((options) => clients.queues.send(asked, options)),
        MISSING,
      ),
    ),
    attempts.read(
      `tags of queue ${name}`,
      unlessMissing(
        calls.make((options) => clients.queues.send(listing, options)),
        MISSING,
      ),
    ),
  ]);
  if (found === UNREAD || found === undefined) {
    live.put("aws_sqs_queue", name, found);
    return found;
  }
  const attributes = found.Attributes ?? {};
  const { Policy } = attributes;
  live.put("aws_sqs_queue", name, {
    ...queueOf(name, attributes),
    tags: tags === UNREAD ? UNREAD : tagMapOf(tags?.Tags),
  });
  live.put("aws_sqs_queue_policy", name, Policy ? { queue_url: QueueUrl, policy: Policy } : undefined);
  return healthOf(attributes);
}

function queueOf(name: string, found: Readonly<Record<string, string>>): Attributes {
  return {
    name,
    content_based_deduplication: found.ContentBasedDeduplication === "true" || undefined,
    delay_seconds: found.DelaySeconds,
    fifo_queue: found.FifoQueue ?? "false",
    kms_data_key_reuse_period_seconds: found.KmsDataKeyReusePeriodSeconds ?? "300",
    kms_master_key_id: found.KmsMasterKeyId,
    max_message_size: found.MaximumMessageSize,
    message_retention_seconds: found.MessageRetentionPeriod,
    receive_wait_time_seconds: found.ReceiveMessageWaitTimeSeconds,
    redrive_allow_policy: found.RedriveAllowPolicy,
    redrive_policy: found.RedrivePolicy,
    sqs_managed_sse_enabled: found.SqsManagedSseEnabled ?? "false",
    visibility_timeout_seconds: found.VisibilityTimeout,
  };
}

function healthOf(found: Readonly<Record<string, string>>): QueueHealth {
  const { ApproximateNumberOfMessages: waiting = 0, ApproximateNumberOfMessagesNotVisible: inWork = 0 } =
    found;
  const { CreatedTimestamp } = found;
  return {
    messages: Number(waiting) + Number(inWork),
    ...(CreatedTimestamp ? { createdAt: Number(CreatedTimestamp) * 1000 } : {}),
  };
}

/** A queue's URL, derived from its name without a call to AWS. */
function queueUrl(region: string, accountId: string, name: string): string {
  return `https://sqs.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}/${accountId}/${name}`;
}
