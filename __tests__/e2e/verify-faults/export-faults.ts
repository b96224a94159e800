import { CreatePublishingDestinationCommand, GuardDutyClient } from "@aws-sdk/client-guardduty";
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { acting } from "../../support/deployed/place";
import { allow } from "../../verification/compare/found";
import type { BrokenPlace, Fault } from "./fault";
import { emptyKeyPolicy, makeKey } from "./key-faults";

const GUARDDUTY = { Service: "guardduty.amazonaws.com" };

function bucketOf({ region }: BrokenPlace): string {
  return `acme-findings-${region}`;
}

async function withS3(place: BrokenPlace, work: (client: S3Client) => Promise<unknown>): Promise<void> {
  const client = new S3Client({ ...acting(place), forcePathStyle: true });
  await work(client).finally(() => client.destroy());
}

/** An export that works: bucket, key and publishing destination. */
async function exported(place: BrokenPlace): Promise<BrokenPlace> {
  const kmsKeyArn = await makeKey(place, allow(GUARDDUTY, "kms:*"));
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

/** The export: bucket and key. */
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
];
