import { pointsTo } from "../../read/attributes";
import type { Statement } from "../../../aws/policy/document";
import { policiesOf, principalNames } from "./policies";
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
      return own.some(({ document }) => document?.statements.some(deniesPlainHttp))
        ? undefined
        : "its policy has no Deny on aws:SecureTransport false";
    });
  },
};

function deniesPlainHttp(statement: Statement): boolean {
  const { effect, actions, conditions } = statement;
  const isPlain = conditions.some(
    ({ operator, key, values }) =>
      operator === "Bool" && key.toLowerCase() === "aws:securetransport" && values.join() === "false",
  );
  const everything = !actions.excepts && ["s3:*", "*"].some((action) => actions.items.includes(action));
  return effect === "Deny" && principalNames(statement).includes("*") && everything && isPlain;
}
