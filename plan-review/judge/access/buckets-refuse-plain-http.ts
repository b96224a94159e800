import { pointsTo } from "../../read/attributes";
import { objectOf } from "../../read/json";
import { policiesOf, type Statement } from "./policies";
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
      return own.some(({ statements = [] }) => statements.some(deniesPlainHttp))
        ? undefined
        : "its policy has no Deny on aws:SecureTransport false";
    });
  },
};

function deniesPlainHttp({ allows, principals, actions, conditions }: Statement): boolean {
  const secure = Object.entries(objectOf(conditions.Bool)).find(
    ([key]) => key.toLowerCase() === "aws:securetransport",
  );
  const everything = actions.includes("s3:*") || actions.includes("*");
  return !allows && principals.includes("*") && everything && String(secure?.[1]) === "false";
}
