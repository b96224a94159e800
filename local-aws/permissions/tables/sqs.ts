import { arn } from "../../../aws/arn";
import { textOf } from "../asked";
import { here, type ServiceTable } from "./table";

/** SQS. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
export const SQS: ServiceTable = {
  on: {
    queue:
      "ChangeMessageVisibility ChangeMessageVisibilityBatch CreateQueue DeleteMessage DeleteMessageBatch DeleteQueue " +
      "GetQueueAttributes GetQueueUrl ListQueueTags PurgeQueue ReceiveMessage SendMessage SendMessageBatch " +
      "SetQueueAttributes TagQueue UntagQueue",
    source: "StartMessageMoveTask ListMessageMoveTasks",
    none: "ListQueues",
  },
  actions: {
    ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
    DeleteMessageBatch: "DeleteMessage",
    SendMessageBatch: "SendMessage",
  },
  arns: {
    queue: (asked) => {
      const [name, url] = [textOf(asked, "QueueName"), textOf(asked, "QueueUrl")];
      if (name !== undefined) return here(asked, "sqs", name);
      const [account, own] = (url ?? "").split("/").slice(-2);
      if (!account || !own) return undefined;
      const { partition, region } = asked.place;
      return arn({ partition, service: "sqs", region, account, resource: own });
    },
    source: (asked) => textOf(asked, "SourceArn"),
  },
};
