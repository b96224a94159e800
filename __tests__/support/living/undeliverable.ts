import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientSettings } from "../../../local-aws/clients";

/** Queues of dead letters in these regions that hold a finding which nobody delivers. */
export async function undeliverable(
  url: string,
  account: string,
  regions: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const region of regions) {
    const sqs = new SQSClient(clientSettings(url, account, region));
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    for (const QueueUrl of QueueUrls.filter((one) => /-(dead|unsent)$/.test(one))) {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
      );
      if (Attributes?.ApproximateNumberOfMessages !== "0") found.push(QueueUrl);
    }
    sqs.destroy();
  }
  return found;
}
