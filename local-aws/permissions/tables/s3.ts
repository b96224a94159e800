import { arn } from "../../../aws/arn";
import { ABSENT } from "../../../aws/policy/context";
import { textOf, type Asked } from "../asked";
import type { ServiceTable } from "./table";

const inS3 = ({ place: { partition } }: Asked, resource: string) =>
  arn({ partition, service: "s3", resource });

/** S3. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export const S3: ServiceTable = {
  on: {
    bucket:
      "CreateBucket DeleteBucket GetBucketEncryption GetBucketLocation GetBucketPolicy GetBucketVersioning HeadBucket " +
      "ListObjects ListObjectsV2 ListObjectVersions ListMultipartUploads PutBucketPolicy PutBucketVersioning",
    object:
      "AbortMultipartUpload CompleteMultipartUpload CopyObject CreateMultipartUpload DeleteObject GetObject HeadObject " +
      "PutObject UploadPart",
  },
  actions: {
    GetBucketEncryption: "GetEncryptionConfiguration",
    HeadBucket: "ListBucket",
    ListObjects: "ListBucket",
    ListObjectsV2: "ListBucket",
    ListObjectVersions: "ListBucketVersions",
    ListMultipartUploads: "ListBucketMultipartUploads",
    CompleteMultipartUpload: "PutObject",
    CopyObject: "PutObject",
    CreateMultipartUpload: "PutObject",
    HeadObject: "GetObject",
    UploadPart: "PutObject",
  },
  arns: {
    bucket: (asked) => inS3(asked, textOf(asked, "Bucket") ?? ""),
    object: (asked) => inS3(asked, `${textOf(asked, "Bucket")}/${textOf(asked, "Key")}`),
  },
  keys: (asked, action) => ({
    // A list without a prefix carries an empty one.
    "s3:prefix": /:ListBucket/.test(action) ? (textOf(asked, "Prefix") ?? "") : ABSENT,
    "s3:delimiter": textOf(asked, "Delimiter") ?? ABSENT,
    "s3:resourceaccount": asked.place.accountId,
    "s3:authtype": "REST-HEADER",
    "s3:signatureversion": "AWS4-HMAC-SHA256",
  }),
};
