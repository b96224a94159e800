import { CreatePublishingDestinationCommand, GuardDutyClient } from "@aws-sdk/client-guardduty";
import { CreateKeyCommand, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expectedResourcesIn } from "../../support/deployed/pipeline";
import { acting } from "../../support/deployed/place";
import { allow } from "../../verification/compare/found";
import type { BrokenPlace, Fault } from "./fault";

const GUARDDUTY = { Service: "guardduty.amazonaws.com" };
const EVENTBRIDGE = { Service: "events.amazonaws.com" };

function bucketOf({ region }: BrokenPlace): string {
  return `acme-findings-${region}`;
}

async function withS3(place: BrokenPlace, work: (client: S3Client) => Promise<unknown>): Promise<void> {
  const client = new S3Client({ ...acting(place), forcePathStyle: true });
  await work(client).finally(() => client.destroy());
}

/** The key that is there for a fault, by region. */
const keys = new Map<string, string>();

async function makeKey(place: BrokenPlace, principal: Record<string, string>): Promise<string> {
  const client = new KMSClient(acting(place));
  const { KeyMetadata } = await client.send(new CreateKeyCommand({ Policy: allow(principal, "kms:*") }));
  client.destroy();
  keys.set(place.region, KeyMetadata!.Arn!);
  return KeyMetadata!.Arn!;
}

async function emptyKeyPolicy(place: BrokenPlace): Promise<void> {
  const client = new KMSClient(acting(place));
  const Policy = allow({ AWS: "arn:aws:iam::222222222222:root" }, "kms:*");
  await client.send(
    new PutKeyPolicyCommand({ KeyId: keys.get(place.region), PolicyName: "default", Policy }),
  );
  client.destroy();
}

/** An export that works: bucket, key and publishing destination. */
async function exported(place: BrokenPlace): Promise<BrokenPlace> {
  const kmsKeyArn = await makeKey(place, GUARDDUTY);
  const Bucket = bucketOf(place);
  await withS3(place, async (client) => {
    const LocationConstraint = place.region as "eu-west-1";
    await client.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint } }));
    await client.send(new PutBucketPolicyCommand({ Bucket, Policy: allow(GUARDDUTY, "s3:*") }));
  });
  const guardDuty = new GuardDutyClient(acting(place));
  await guardDuty.send(
    new CreatePublishingDestinationCommand({
      DetectorId: place.detectorId,
      DestinationType: "S3",
      DestinationProperties: { DestinationArn: `arn:aws:s3:::${Bucket}`, KmsKeyArn: kmsKeyArn },
    }),
  );
  guardDuty.destroy();
  return place;
}

/** The same region under a config that names a customer key, whose policy lets EventBridge in; its queues are encrypted with it. */
async function encrypted(place: BrokenPlace): Promise<BrokenPlace> {
  const kmsKeyArn = await makeKey(place, EVENTBRIDGE);
  const { config, organization, region } = place;
  const forwarding = { ...organization.forwarding!, kmsKeyArn };
  const changed = { ...organization, forwarding };
  const resources = place.resources.map((one) => {
    if (one.type !== "aws_sqs_queue" || one.provider.region !== region) return one;
    const { sqs_managed_sse_enabled: _, ...attributes } = one.attributes;
    return { ...one, attributes: { ...attributes, kms_master_key_id: kmsKeyArn } };
  });
  const client = new SQSClient(acting(place));
  for (const { attributes } of expectedResourcesIn({ ...place, resources }).filter(
    ({ type }) => type === "aws_sqs_queue",
  )) {
    const QueueUrl = `${place.endpoint}/${organization.administratorAccountId}/${String(attributes.name)}`;
    const Attributes = { KmsMasterKeyId: kmsKeyArn, SqsManagedSseEnabled: "false" };
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  }
  client.destroy();
  return {
    ...{ ...place, resources, organization: changed },
    config: { ...config, organizations: { ...config.organizations, aws: changed } },
  };
}

/** Export and keys. */
export const EXPORT_FAULTS: readonly Fault[] = [
  {
    what: "the export bucket's policy deleted",
    reason: "EXPORT_BLOCKED",
    names: "EXPORT",
    before: exported,
    beforehand: ["NOT_EXPECTED"],
    break: (place) =>
      withS3(place, (client) => client.send(new DeleteBucketPolicyCommand({ Bucket: bucketOf(place) }))),
  },
  {
    what: "GuardDuty's grant taken out of the export key's policy",
    reason: "EXPORT_BLOCKED",
    names: "EXPORT",
    before: exported,
    beforehand: ["NOT_EXPECTED"],
    break: emptyKeyPolicy,
  },
  {
    what: "EventBridge's grant taken out of the queue key's policy",
    reason: "KEY_GRANT_MISSING",
    names: "acme-guardduty-findings",
    before: encrypted,
    break: emptyKeyPolicy,
  },
];
