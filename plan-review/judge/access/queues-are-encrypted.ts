import { isSet, valueOf } from "../../read/attributes";
import { stringOf } from "../../read/json";
import { judgeResources, type Rule } from "../rule";

/** EventBridge cannot write to a queue that uses the AWS-managed key, so that key is as bad as no encryption. */
export const queuesAreEncrypted: Rule = {
  id: "OD-020",
  title: "Every queue is encrypted, by SQS itself or by a customer key",
  severity: "deny",
  fix: "sqs_managed_sse_enabled = true, or a customer key that names events.amazonaws.com",
  evaluate: (context) =>
    judgeResources(context, ["aws_sqs_queue"], (queue) => {
      if (stringOf(valueOf(queue, "kms_master_key_id")).endsWith("alias/aws/sqs"))
        return "uses the AWS-managed key, which EventBridge cannot write with";
      const encrypted =
        isSet(queue, "kms_master_key_id") || valueOf(queue, "sqs_managed_sse_enabled") === true;
      return encrypted ? undefined : "is not encrypted";
    }),
};
