import { arn } from "../../../aws/arn";
import { evaluateAll } from "../../../aws/policy/evaluate";
import type { Question } from "../../../aws/policy/question";
import { pointsTo, valueOf } from "../../read/attributes";
import { stringOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { policiesOf } from "./policies";
import { judge, resourcesOf, whereIs, type Rule } from "../rule";

/**
 * S3 answers plain HTTP unless a policy denies it.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export const bucketsRefusePlainHttp: Rule = {
  id: "OD-036",
  title: "Every bucket refuses requests without TLS",
  severity: "deny",
  fix: "deny s3:* where aws:SecureTransport is false, in the bucket's policy",
  evaluate(context) {
    const policies = policiesOf(context).filter(({ resource }) => resource.type === "aws_s3_bucket_policy");
    return judge(resourcesOf(context, "aws_s3_bucket"), "the plans hold no bucket", whereIs, (bucket) => {
      const own = policies.filter(
        ({ resource }) => resource.stack === bucket.stack && pointsTo(resource, "bucket", bucket, "bucket"),
      );
      const documents = own.flatMap(({ document }) => document ?? []);
      const open = requestsTo(bucket).filter((request) => evaluateAll(documents, request).denied !== true);
      return open.length === 0 ? undefined : "its policy has no Deny on aws:SecureTransport false";
    });
  },
};

/** A bucket and its objects, asked for over plain HTTP by the bucket's own account and by nobody that is known. */
function requestsTo(bucket: PlannedResource): Question[] {
  const { partition } = bucket;
  const name = stringOf(valueOf(bucket, "bucket"));
  const own = name === "" ? undefined : arn({ partition, service: "s3", resource: name });
  const askers = ["000000000000", "999999999999"].map((account) =>
    arn({ partition, service: "iam", account, resource: "role/asks" }),
  );
  return askers.flatMap((asker) =>
    [
      ["s3:ListBucket", own] as const,
      ["s3:GetObject", own && `${own}/key`] as const,
      ["s3:PutObject", own && `${own}/key`] as const,
      ["s3:DeleteObject", own && `${own}/key`] as const,
    ].map(([action, resource]) => ({
      ...{ action, resource, principal: { kind: "AWS", name: asker } as const },
      context: { "aws:securetransport": "false", "aws:principalisawsservice": "false" },
    })),
  );
}
