import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { arn, parseArn } from "../../aws/arn";
import type { Partition } from "../../aws/partitions";
import type { Placement } from "../placement";
import { policy, type Statement } from "../policy";

/** The bucket's name and key, and what in it is deleted after some days. */
export interface StateBucketProps {
  /** In the region of the bucket. */
  readonly placement: Placement;
  readonly partition: Partition;
  readonly name: string;
  readonly kmsKeyArn: string;
  /** ARNs of roles of another account that read and write states, as far as their own policies say. */
  readonly usersElsewhere: readonly string[];
  /** What comes before the keys of sealed plans: they expire, states never do. */
  readonly sealedPrefix: string;
  readonly plansExpireAfterDays: number;
}

type InBucket = Placement & { readonly bucket: string };

/** Days after which what an interrupted upload has left is removed. */
const UPLOAD_DAYS = 7;

/** The bucket of Terraform's states: versioned, encrypted, over TLS only, for nobody outside. Terraform may not destroy it. */
export class StateBucket extends Construct {
  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    const { placement, name, kmsKeyArn } = props;
    const own = new S3Bucket(this, "Resource", {
      ...placement,
      bucket: name,
      lifecycle: { preventDestroy: true },
    });
    const within: InBucket = { ...placement, bucket: own.bucket };
    const encrypted = { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn };
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      ...within,
      rule: [{ applyServerSideEncryptionByDefault: encrypted, bucketKeyEnabled: true }],
    });
    new S3BucketOwnershipControls(this, "ownership", {
      ...within,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const closed = new S3BucketPublicAccessBlock(this, "public-access", {
      ...within,
      ...{ blockPublicAcls: true, blockPublicPolicy: true },
      ...{ ignorePublicAcls: true, restrictPublicBuckets: true },
    });
    // S3 answers 409 if both are set at once.
    new S3BucketPolicy(this, "policy", { ...within, policy: access(props), dependsOn: [closed] });
    keepStates(this, within, props);
  }
}

/** Of a state, every version stays; sealed plans expire with their older versions. */
function keepStates(scope: Construct, within: InBucket, props: StateBucketProps): void {
  const versioning = new S3BucketVersioningA(scope, "versioning", {
    ...within,
    versioningConfiguration: { status: "Enabled" },
  });
  new S3BucketLifecycleConfiguration(scope, "expiry", {
    ...within,
    rule: [
      {
        ...{ id: "sealed-plans-expire", status: "Enabled", filter: [{ prefix: props.sealedPrefix }] },
        expiration: [{ days: props.plansExpireAfterDays }],
        noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: UPLOAD_DAYS }],
      },
    ],
    dependsOn: [versioning],
  });
}

function access({ partition, name, usersElsewhere }: StateBucketProps): string {
  const resource = (key: string) => arn({ partition, service: "s3", resource: `${name}${key}` });
  const [user] = usersElsewhere;
  return policy([
    ...(user === undefined ? [] : letIn(partition, user, resource, usersElsewhere)),
    {
      ...{ Sid: "OnlyOverTls", Effect: "Deny", Principal: "*", Action: "s3:*" },
      Resource: [resource(""), resource("/*")],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}

/** Access from another account takes a policy on both sides. Roles by a condition: S3 refuses one that is not there yet. */
function letIn(
  partition: Partition,
  user: string,
  resource: (key: string) => string,
  users: readonly string[],
): Statement[] {
  const { accountId: account } = parseArn(user);
  const shared = {
    Effect: "Allow" as const,
    Principal: { AWS: arn({ partition, service: "iam", account, resource: "root" }) },
    Condition: { StringEquals: { "aws:PrincipalArn": users } },
  };
  const objects = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"];
  return [
    { ...shared, Sid: "ListStates", Action: "s3:ListBucket", Resource: resource("") },
    { ...shared, Sid: "States", Action: objects, Resource: resource("/*") },
  ];
}
