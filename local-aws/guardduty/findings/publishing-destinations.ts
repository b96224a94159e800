import { newId } from "../detectors/detectors";
import { TEXT, badRequest } from "../protocol/errors";
import { oneOf } from "../detectors/features";
import { page, pageOf } from "../protocol/pages";
import type { Partition } from "../protocol/protocol";
import type { Detector, PublishingDestination, Tags } from "../state";
import { ownDetector, type Call, type World } from "../world";

/**
 * What GuardDuty checks before it publishes: whether it may write to the bucket, encrypted with the key, for this
 * detector.
 */
export interface BucketAndKeyCheck {
  destinationArn: string;
  kmsKeyArn: string;
  /** The account whose findings are exported: `aws:SourceAccount`. */
  accountId: string;
  region: string;
  partition: Partition;
  /** `aws:SourceArn`. */
  detectorArn: string;
}

/** Undefined if GuardDuty may write; otherwise a text that says what is missing. */
export type BucketAndKeyVerdict = string | undefined;

interface Properties {
  destinationArn?: string;
  kmsKeyArn?: string;
}

/**
 * Creates a destination. Bucket and key are checked at once, and the request is refused if they do not allow GuardDuty.
 * The destination then stays PENDING_VERIFICATION for a while.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export async function createPublishingDestination(world: World, call: Call): Promise<unknown> {
  const detector = ownDetector(world, call);
  oneOf(call.body.destinationType, ["S3"] as const);
  if (detector.destinations.size > 0) throw badRequest(TEXT.destinationExists);
  const { destinationArn, kmsKeyArn } = (call.body.destinationProperties ?? {}) as Properties;
  if (!destinationArn || !kmsKeyArn) throw badRequest(TEXT.invalidParameters);
  const destination: PublishingDestination = {
    ...{ id: newId(), destinationArn, kmsKeyArn, failingSince: 0 },
    ...{
      verifiedAt: world.now() + world.delays.verificationMs,
      tags: { ...(call.body.tags as Tags | undefined) },
    },
  };
  await refuseWithoutPermission(world, detector, destination);
  detector.destinations.set(destination.id, destination);
  return { destinationId: destination.id };
}

/**
 * Describes a destination. It is checked again each time: a policy that lost its grant shows as
 * UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY.
 */
export async function describePublishingDestination(world: World, call: Call): Promise<unknown> {
  const detector = ownDetector(world, call);
  const destination = find(detector, call);
  const { id, destinationArn, kmsKeyArn, tags } = destination;
  const status = await currentStatus(world, detector, destination);
  return {
    ...{ destinationId: id, destinationType: "S3", status, tags },
    publishingFailureStartTimestamp: destination.failingSince,
    destinationProperties: { destinationArn, kmsKeyArn },
  };
}

/** Changes bucket or key, and verifies again. Refused if GuardDuty may not use them. */
export async function updatePublishingDestination(world: World, call: Call): Promise<unknown> {
  const detector = ownDetector(world, call);
  const destination = find(detector, call);
  const { destinationArn, kmsKeyArn } = (call.body.destinationProperties ?? {}) as Properties;
  const changed = {
    ...destination,
    ...(destinationArn ? { destinationArn } : {}),
    ...(kmsKeyArn ? { kmsKeyArn } : {}),
  };
  await refuseWithoutPermission(world, detector, changed);
  Object.assign(destination, changed, { verifiedAt: world.now() + world.delays.verificationMs });
  return {};
}

/** Deletes a destination. The objects in the bucket stay there. */
export function deletePublishingDestination(world: World, call: Call): unknown {
  const detector = ownDetector(world, call);
  detector.destinations.delete(find(detector, call).id);
  return {};
}

/** Lists the caller's destinations, each checked again. */
export async function listPublishingDestinations(world: World, call: Call): Promise<unknown> {
  const detector = ownDetector(world, call);
  const destinations = [...detector.destinations.values()].map(async (destination) => ({
    destinationId: destination.id,
    destinationType: "S3",
    status: await currentStatus(world, detector, destination),
  }));
  return page("destinations", await Promise.all(destinations), pageOf(call.query));
}

async function currentStatus(
  world: World,
  detector: Detector,
  destination: PublishingDestination,
): Promise<string> {
  if (world.now() < destination.verifiedAt) return "PENDING_VERIFICATION";
  if (await verdict(world, detector, destination)) {
    destination.failingSince ||= world.now();
    return "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY";
  }
  destination.failingSince = 0;
  return "PUBLISHING";
}

async function refuseWithoutPermission(world: World, detector: Detector, destination: PublishingDestination) {
  if (await verdict(world, detector, destination)) throw badRequest(TEXT.noPermissionToDestination);
}

async function verdict(world: World, detector: Detector, destination: PublishingDestination) {
  const { accountId, region, partition, id } = detector;
  const { destinationArn, kmsKeyArn } = destination;
  const detectorArn = `arn:${partition}:guardduty:${region}:${accountId}:detector/${id}`;
  return world.options.checkBucketAndKey?.({
    ...{ destinationArn, kmsKeyArn, accountId, region, partition, detectorArn },
  });
}

function find(detector: Detector, call: Call): PublishingDestination {
  const destination = detector.destinations.get(call.parameters.id ?? "");
  if (!destination) throw badRequest(TEXT.invalidParameters);
  return destination;
}
