import { ACTIONS, type TypeActions } from "./actions";

const iam = (names: string) => names.split(" ").map((name) => `iam:${name}`);
const kms = (names: string) => names.split(" ").map((name) => `kms:${name}`);
const s3 = (names: string) => names.split(" ").map((name) => `s3:${name}`);

/**
 * What Terraform's provider calls for the types of the bootstrap part. A test records a first apply and a plan after it;
 * `beside` and `changes` are from AWS's documentation, like those of the other stacks. Nothing that deletes the bucket or
 * the key is among them: Terraform may not.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const BOOTSTRAP_ACTIONS: Readonly<Record<string, TypeActions>> = {
  aws_iam_openid_connect_provider: {
    reads: iam("GetOpenIDConnectProvider"),
    writes: iam("CreateOpenIDConnectProvider"),
    changes: iam(
      "AddClientIDToOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider " +
        "UpdateOpenIDConnectProviderThumbprint DeleteOpenIDConnectProvider UntagOpenIDConnectProvider",
    ),
    beside: iam("TagOpenIDConnectProvider"),
  },
  aws_iam_policy: {
    reads: iam("GetPolicy GetPolicyVersion"),
    writes: iam("CreatePolicy"),
    changes: iam("CreatePolicyVersion DeletePolicyVersion ListPolicyVersions DeletePolicy UntagPolicy"),
    beside: iam("TagPolicy"),
  },
  aws_iam_role: {
    ...ACTIONS.aws_iam_role!,
    changes: [...(ACTIONS.aws_iam_role!.changes ?? []), "iam:UpdateRole"],
  },
  aws_iam_role_policy_attachment: {
    reads: iam("ListAttachedRolePolicies"),
    writes: iam("AttachRolePolicy"),
    changes: iam("DetachRolePolicy"),
  },
  aws_iam_user: {
    reads: iam("GetUser"),
    writes: iam("CreateUser"),
    changes: iam("ListGroupsForUser PutUserPermissionsBoundary DeleteUser UntagUser"),
    beside: iam("TagUser"),
  },
  aws_iam_user_policy_attachment: {
    reads: iam("ListAttachedUserPolicies"),
    writes: iam("AttachUserPolicy"),
    changes: iam("DetachUserPolicy"),
  },
  aws_kms_alias: {
    reads: kms("ListAliases"),
    writes: kms("CreateAlias"),
    changes: kms("DeleteAlias UpdateAlias"),
  },
  aws_kms_key: {
    reads: kms("DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags"),
    writes: kms("CreateKey EnableKeyRotation"),
    changes: kms("PutKeyPolicy UpdateKeyDescription UntagResource"),
    beside: kms("TagResource"),
  },
  aws_s3_bucket: {
    reads: s3(
      "ListBucket GetAccelerateConfiguration GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging " +
        "GetBucketObjectLockConfiguration GetBucketPolicy GetBucketRequestPayment GetBucketTagging " +
        "GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetLifecycleConfiguration " +
        "GetReplicationConfiguration",
    ),
    writes: s3("CreateBucket PutBucketTagging"),
  },
  aws_s3_bucket_lifecycle_configuration: {
    reads: s3("GetLifecycleConfiguration"),
    writes: s3("PutLifecycleConfiguration"),
  },
  aws_s3_bucket_ownership_controls: {
    reads: s3("GetBucketOwnershipControls"),
    writes: s3("PutBucketOwnershipControls"),
  },
  aws_s3_bucket_policy: { reads: s3("GetBucketPolicy"), writes: s3("PutBucketPolicy") },
  aws_s3_bucket_public_access_block: {
    reads: s3("GetBucketPublicAccessBlock"),
    writes: s3("PutBucketPublicAccessBlock"),
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    reads: s3("GetEncryptionConfiguration"),
    writes: s3("PutEncryptionConfiguration"),
  },
  aws_s3_bucket_versioning: { reads: s3("GetBucketVersioning"), writes: s3("PutBucketVersioning") },
};
