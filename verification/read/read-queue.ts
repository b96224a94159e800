import { GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { unlessMissing, type Calls } from "../../aws-clients/calls";
import type { FoundQueue } from "./found-pipeline";
import type { WantedQueue } from "../../intent/wanted-pipeline";

const MISSING = ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"];

/** Reads a queue's policy, where its dead letters go, how much is in it, and since when it is there. */
export async function readQueue(
  client: SQSClient,
  calls: Calls,
  { arn }: Pick<WantedQueue, "arn">,
): Promise<FoundQueue | undefined> {
  const command = new GetQueueAttributesCommand({
    QueueUrl: queueUrl(arn),
    AttributeNames: [
      "Policy",
      "RedrivePolicy",
      "ApproximateNumberOfMessages",
      "ApproximateNumberOfMessagesNotVisible",
      "CreatedTimestamp",
    ],
  });
  const answer = await unlessMissing(
    calls.make((options) => client.send(command, options)),
    MISSING,
  );
  if (!answer) return undefined;
  const { Policy, RedrivePolicy, CreatedTimestamp, ...counts } = answer.Attributes ?? {};
  const { deadLetterTargetArn } = JSON.parse(RedrivePolicy || "{}") as { deadLetterTargetArn?: string };
  const { ApproximateNumberOfMessages: waiting = 0, ApproximateNumberOfMessagesNotVisible: inWork = 0 } =
    counts;
  return {
    ...(Policy ? { policy: Policy } : {}),
    ...(deadLetterTargetArn ? { deadLetterQueueArn: deadLetterTargetArn } : {}),
    messages: Number(waiting) + Number(inWork),
    ...(CreatedTimestamp ? { createdAt: Number(CreatedTimestamp) * 1000 } : {}),
  };
}

/** A queue's URL, from its ARN: no call is needed to look it up. */
function queueUrl(arn: string): string {
  const [, partition = "", , region = "", account = "", name = ""] = arn.split(":");
  const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return `https://sqs.${region}.${domain}/${account}/${name}`;
}
