import { isSet, pointsTo, valueOf } from "../../read/attributes";
import { arrayOf, objectOf, stringOf } from "../../read/json";
import type { PlannedResource } from "../../read/plan-model";
import { judge, resourcesOf, whereIs, type ReviewContext, type Rule } from "../rule";

/**
 * A state that was overwritten comes back only from an older version, and it holds what a provider read, secrets too.
 * Source: https://developer.hashicorp.com/terraform/language/backend/s3
 */
export const stateBucketsKeepVersions: Rule = {
  id: "OD-069",
  title: "The bucket of the states keeps older versions, and is encrypted with a customer key",
  severity: "deny",
  fix: "aws_s3_bucket_versioning with status Enabled, and aws:kms with a key in the bucket's encryption",
  evaluate: (context) =>
    judge(stateBuckets(context), "the plans make no bucket of states", whereIs, (bucket) => {
      const [versioning] = ofBucket(context, "aws_s3_bucket_versioning", bucket);
      const [encryption] = ofBucket(context, "aws_s3_bucket_server_side_encryption_configuration", bucket);
      return [
        ...(isVersioned(versioning) ? [] : ["keeps no older versions"]),
        ...(encryption && hasKey(encryption) ? [] : ["is not encrypted with a customer key"]),
      ];
    }),
};

function stateBuckets(context: ReviewContext): PlannedResource[] {
  const names = Object.values(context.config.organizations).flatMap(({ state, states = state }) =>
    states === "local" ? [] : [states.s3.bucket],
  );
  return resourcesOf(context, "aws_s3_bucket").filter((bucket) =>
    names.includes(stringOf(valueOf(bucket, "bucket"))),
  );
}

function ofBucket(context: ReviewContext, type: string, bucket: PlannedResource): PlannedResource[] {
  return resourcesOf(context, type).filter(
    (one) => one.stack === bucket.stack && pointsTo(one, "bucket", bucket, "bucket"),
  );
}

function isVersioned(versioning: PlannedResource | undefined): boolean {
  const [settings] = arrayOf(versioning && valueOf(versioning, "versioning_configuration"));
  return objectOf(settings).status === "Enabled";
}

/** A key that is made in the same plan is known only after apply, so that the configuration is what shows it. */
function hasKey(encryption: PlannedResource): boolean {
  const [rule] = arrayOf(valueOf(encryption, "rule"));
  const [applied] = arrayOf(objectOf(rule).apply_server_side_encryption_by_default);
  const { sse_algorithm: algorithm, kms_master_key_id: key } = objectOf(applied);
  const isWritten = JSON.stringify(encryption.expressions.rule ?? "").includes("kms_master_key_id");
  return algorithm === "aws:kms" && isWritten && key !== "" && isSet(encryption, "rule");
}
