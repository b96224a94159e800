import { resourcesIn } from "../region-view";
import { pointsTo, valueOf } from "../../read/attributes";
import { judge, whereIs, type Rule } from "../rule";

const BLOCKS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

/** Exported findings say what is vulnerable and where, so a careless policy must not be able to publish them. */
export const bucketsBlockPublicAccess: Rule = {
  id: "OD-035",
  title: "Every bucket blocks public access",
  severity: "deny",
  fix: "declare aws_s3_bucket_public_access_block with all four settings true",
  evaluate({ plans }) {
    const buckets = plans.stacks.flatMap((view) =>
      resourcesIn(view, "aws_s3_bucket").map((bucket) => ({
        bucket,
        block: resourcesIn(view, "aws_s3_bucket_public_access_block").find((candidate) =>
          pointsTo(candidate, "bucket", bucket, "bucket"),
        ),
      })),
    );
    return judge(
      buckets,
      "the plans hold no bucket",
      ({ bucket }) => whereIs(bucket),
      ({ block }) => {
        if (!block) return "has no public access block";
        const open = BLOCKS.filter((setting) => valueOf(block, setting) !== true);
        return open.length > 0 ? `${open.join(", ")} is not true` : undefined;
      },
    );
  },
};
