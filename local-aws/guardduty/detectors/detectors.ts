import { randomUUID } from "node:crypto";
import {
  dataSourcesView,
  featuresView,
  newFeature,
  refuseBothRuntimes,
  requestedFeatures,
  switchFeatures,
} from "./detector-features";
import { TEXT, badRequest, memberMayNot } from "../protocol/errors";
import { FOUNDATIONAL, offeredIn, onByDefault, oneOf } from "./features";
import { firstManaged, managedByPolicy } from "../delegation/organization-policy";
import { page, pageOf } from "../protocol/pages";
import { ensureServiceLinkedRole, serviceRoleArn } from "../delegation/service-linked-roles";
import { placeKey, type Detector, type Frequency, type Tags } from "../state";
import { ownDetector, type Call, type World } from "../world";

const FREQUENCIES = ["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"] as const;

type Place = Pick<Detector, "partition" | "region" | "accountId">;

/** A new id in GuardDuty's format: 32 hexadecimal digits. */
export function newId(): string {
  return randomUUID().replaceAll("-", "");
}

/** Turns GuardDuty on in an account and region: every plan but Runtime Monitoring, findings every six hours. */
export async function createDetectorAt(world: World, place: Place): Promise<Detector> {
  const now = world.now();
  const { accountId, region, partition } = place;
  const features = offeredIn(region).map((name) => {
    return [name, newFeature(name, onByDefault(name) ? "ENABLED" : "DISABLED", now)] as const;
  });
  const detector: Detector = {
    ...{ id: newId(), accountId, region, partition, createdAt: now, updatedAt: now, enabled: true },
    ...{ frequency: "SIX_HOURS", features: new Map(features), tags: {}, filters: [] },
    ...{ ipSets: new Map(), threatIntelSets: new Map(), trustedEntitySets: new Map() },
    ...{ threatEntitySets: new Map(), destinations: new Map(), findings: new Map() },
  };
  world.state.detectors.set(placeKey(partition, region, accountId), detector);
  await ensureServiceLinkedRole(world, accountId, partition);
  await switchFeatures(world, detector, []);
  return detector;
}

/** The existing detector, or a new one. */
export async function ensureDetectorAt(world: World, place: Place): Promise<Detector> {
  const existing = world.state.detectors.get(placeKey(place.partition, place.region, place.accountId));
  return existing ?? createDetectorAt(world, place);
}

/** Turns GuardDuty on for the caller. Refused if it is on already: an account has one detector in a region. */
export async function createDetector(world: World, call: Call): Promise<unknown> {
  if (world.state.detectors.has(placeKey(call.partition, call.region, call.accountId))) {
    throw badRequest(TEXT.detectorExists);
  }
  if (typeof call.body.enable !== "boolean") throw badRequest(TEXT.invalidValue);
  const requested = requestedFeatures(call.body, call.region);
  const frequency = readFrequency(call);
  const detector = await createDetectorAt(world, call);
  detector.enabled = call.body.enable;
  if (frequency) detector.frequency = frequency;
  detector.tags = { ...(call.body.tags as Tags | undefined) };
  await switchFeatures(world, detector, requested);
  return { detectorId: detector.id };
}

/** A detector with its plans, including the foundational ones that cannot be switched. */
export async function getDetector(world: World, call: Call): Promise<unknown> {
  const detector = ownDetector(world, call);
  const { accountId, partition, region } = detector;
  const foundational = FOUNDATIONAL.map((name) => ({
    name,
    status: "ENABLED",
    updatedAt: detector.createdAt / 1000,
  }));
  return {
    createdAt: new Date(detector.createdAt).toISOString(),
    updatedAt: new Date(detector.updatedAt).toISOString(),
    findingPublishingFrequency: detector.frequency,
    serviceRole: serviceRoleArn(accountId, partition),
    status: detector.enabled ? "ENABLED" : "DISABLED",
    dataSources: dataSourcesView(detector),
    features: [
      ...foundational,
      ...featuresView(detector, await world.options.policyOf?.(accountId, region, partition)),
    ],
    tags: detector.tags,
  };
}

/** Refuses a member that changes plans, frequency or status, whatever the values: its administrator sets them. */
export async function updateDetector(world: World, call: Call): Promise<unknown> {
  const detector = ownDetector(world, call);
  const requested = requestedFeatures(call.body, call.region);
  const frequency = readFrequency(call);
  if (detector.administratorId) refuseMember(requested.length > 0, frequency);
  const policy = await world.options.policyOf?.(call.accountId, call.region, call.partition);
  const managed = firstManaged(requested, policy);
  if (managed) throw badRequest(managedByPolicy(managed));
  refuseBothRuntimes(detector, requested);
  if (typeof call.body.enable === "boolean") detector.enabled = call.body.enable;
  if (frequency) imposeFrequency(world, detector, frequency);
  await switchFeatures(world, detector, requested);
  detector.updatedAt = world.now();
  return {};
}

function refuseMember(changesPlans: boolean, frequency: Frequency | undefined): void {
  if (changesPlans) throw memberMayNot("protection plans");
  if (frequency) throw memberMayNot("finding publishing frequency");
  throw memberMayNot("detector status");
}

/** Copies an administrator's frequency to its members. */
function imposeFrequency(world: World, detector: Detector, frequency: Frequency): void {
  detector.frequency = frequency;
  const { partition, region, accountId } = detector;
  const delegation = world.state.delegations.get(placeKey(partition, region, accountId));
  for (const memberId of delegation?.members.keys() ?? []) {
    const member = world.state.detectors.get(placeKey(partition, region, memberId));
    if (member?.administratorId === accountId) member.frequency = frequency;
  }
}

/** Turns GuardDuty off and deletes its findings. Refused to a member, and to an administrator that still has members. */
export function deleteDetector(world: World, call: Call): unknown {
  const detector = ownDetector(world, call);
  if (detector.administratorId) throw badRequest(TEXT.memberCannotLeave);
  const key = placeKey(call.partition, call.region, call.accountId);
  const members = world.state.delegations.get(key)?.members.values() ?? [];
  if ([...members].some((member) => !member.removed)) throw badRequest(TEXT.hasMembers);
  world.state.detectors.delete(key);
  return {};
}

/** The ids of the caller's detectors: one or none. */
export function listDetectors(world: World, call: Call): unknown {
  const detector = world.state.detectors.get(placeKey(call.partition, call.region, call.accountId));
  return page("detectorIds", detector ? [detector.id] : [], pageOf(call.query));
}

function readFrequency(call: Call): Frequency | undefined {
  const frequency = call.body.findingPublishingFrequency;
  return frequency === undefined ? undefined : oneOf(frequency, FREQUENCIES);
}
