import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from "@aws-sdk/client-kms";
import { GetBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { parseArn } from "../aws/arn";
import { clientSettings } from "./clients";
import type { Question } from "../aws/policy/question";
import { policyAllows } from "./policy-allows";
import type { BucketAndKeyCheck } from "./guardduty/findings/publishing-destinations";

/**
 * Whether GuardDuty may write findings to a bucket, encrypted with a key. Their policies decide, with the detector as
 * source.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 * @returns the missing permission, or undefined if none is missing
 */
export async function checkBucketAndKey(
  endpoint: string,
  check: BucketAndKeyCheck,
): Promise<string | undefined> {
  const bucketArn = check.destinationArn.split("/")[0] ?? "";
  const context = {
    "aws:sourceaccount": check.accountId,
    "aws:sourcearn": check.detectorArn,
    "aws:securetransport": "true",
    "s3:x-amz-server-side-encryption": "aws:kms",
    "s3:x-amz-server-side-encryption-aws-kms-key-id": check.kmsKeyArn,
  };
  const asked = (action: string, resource: string): Question => ({
    ...{ action, resource, context },
    principal: { kind: "Service", name: "guardduty.amazonaws.com" },
  });
  const bucketPolicy = await readBucketPolicy(endpoint, bucketArn, check);
  if (!policyAllows(bucketPolicy, asked("s3:GetBucketLocation", bucketArn)))
    return `${bucketArn}: no s3:GetBucketLocation`;
  if (!policyAllows(bucketPolicy, asked("s3:PutObject", `${check.destinationArn}/AWSLogs/x`))) {
    return `${bucketArn}: no s3:PutObject`;
  }
  const keyPolicy = await readKeyPolicy(endpoint, check.kmsKeyArn);
  return policyAllows(keyPolicy, asked("kms:GenerateDataKey", check.kmsKeyArn))
    ? undefined
    : `${check.kmsKeyArn}: no kms:GenerateDataKey`;
}

async function readBucketPolicy(
  endpoint: string,
  bucketArn: string,
  { accountId, region }: BucketAndKeyCheck,
) {
  const client = new S3Client({ ...clientSettings(endpoint, accountId, region), forcePathStyle: true });
  return client
    .send(new GetBucketPolicyCommand({ Bucket: parseArn(bucketArn).resource }))
    .then(({ Policy }) => Policy)
    .catch(() => undefined)
    .finally(() => client.destroy());
}

async function readKeyPolicy(endpoint: string, keyArn: string): Promise<string | undefined> {
  const { accountId, region } = parseArn(keyArn);
  const client = new KMSClient(clientSettings(endpoint, accountId, region));
  try {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: keyArn }));
    const command = new GetKeyPolicyCommand({ KeyId: KeyMetadata?.KeyId, PolicyName: "default" });
    return (await client.send(command)).Policy;
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}
