import { GetQueueUrlCommand, QueueDoesNotExist, type SQSClient } from "@aws-sdk/client-sqs";
import { CommandError } from "../../terminal/io";

/** A queue, and a client for its region. */
export interface OpenQueue {
  readonly sqs: SQSClient;
  readonly url: string;
}

/** @throws CommandError if the account has no such queue in the client's region */
export async function openQueue(sqs: SQSClient, name: string): Promise<OpenQueue> {
  try {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
    return { sqs, url: QueueUrl! };
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    const region = await sqs.config.region();
    throw new CommandError(
      `the administrator account has no queue ${name} in ${region}`,
      `plan and apply ${region} first, or name the other regions with --region`,
    );
  }
}
