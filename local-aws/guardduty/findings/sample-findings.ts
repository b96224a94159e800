import { newId } from "../detectors/detectors";
import { TEXT, badRequest } from "../protocol/errors";
import { meetsCriteria } from "./finding-criteria";
import { SAMPLE_RESOURCES, type SampleResource } from "./sample-resources";
import { SAMPLE_TYPES, sampleTypeOf } from "./sample-types";
import { placeKey, type Detector, type Finding } from "../state";
import { ownDetector, type Call, type World } from "../world";

/**
 * Makes sample findings in the caller's own account and region. A type that exists already is found again: it keeps its
 * id and gets a later updatedAt and a higher count. Each finding becomes an event there and, from a member, also on its
 * administrator's bus.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateSampleFindings.html
 */
export async function createSampleFindings(world: World, call: Call): Promise<unknown> {
  const detector = ownDetector(world, call);
  if (!detector.enabled) throw badRequest(TEXT.detectorSuspended);
  const asked = (call.body.findingTypes as string[] | undefined) ?? [];
  const types =
    asked.length > 0 ? asked : Object.keys(SAMPLE_TYPES).filter((type) => isOffered(type, call.region));
  const makers = types.map((type) => [type, makerOf(type, call.region)] as const);
  for (const [type, make] of makers) {
    const finding =
      findAgain(world, detector, type) ?? newFinding(world, detector, type, make(detector, type));
    detector.findings.set(finding.id, finding);
    finding.service.archived ||= isSuppressed(world, detector, finding);
    if (!finding.service.archived) await publish(world, detector, finding);
  }
  return {};
}

function isOffered(type: string, region: string): boolean {
  return !(region.startsWith("cn-") && type.includes(":Runtime/"));
}

function makerOf(type: string, region: string) {
  const [, resource = ""] = /^[A-Za-z]+:([A-Za-z0-9]+)\/[\w.&!]+$/.exec(type) ?? [];
  const make = SAMPLE_RESOURCES[resource];
  if (!make || !isOffered(type, region)) throw badRequest(TEXT.invalidValue);
  return make;
}

function findAgain(world: World, detector: Detector, type: string): Finding | undefined {
  const now = new Date(world.now()).toISOString();
  for (const finding of detector.findings.values()) {
    if (finding.type !== type || finding.service.archived) continue;
    finding.updatedAt = now;
    Object.assign(finding.service, { count: finding.service.count + 1, eventLastSeen: now });
    return finding;
  }
  return undefined;
}

function newFinding(world: World, detector: Detector, type: string, sample: SampleResource): Finding {
  const { accountId, region, partition } = detector;
  const id = newId();
  const now = new Date(world.now()).toISOString();
  const { severity, title } = sampleTypeOf(type);
  return {
    ...{
      schemaVersion: "2.0",
      accountId,
      region,
      partition,
      id,
      type,
      severity,
      createdAt: now,
      updatedAt: now,
    },
    arn: `arn:${partition}:guardduty:${region}:${accountId}:detector/${detector.id}/finding/${id}`,
    ...{ title: `[SAMPLE] ${title}`, description: `[SAMPLE] ${title}`, resource: sample.resource },
    service: {
      ...{ serviceName: "guardduty", detectorId: detector.id, action: sample.action, resourceRole: "TARGET" },
      additionalInfo: { value: JSON.stringify({ sample: true }), type: "default", sample: true },
      ...{ eventFirstSeen: now, eventLastSeen: now, archived: false, count: 1, ...sample.service },
    },
  };
}

/**
 * Whether an ARCHIVE filter suppresses the finding: the administrator's filter for a member, otherwise its own. A
 * suppressed finding sends no event.
 */
function isSuppressed(world: World, detector: Detector, finding: Finding): boolean {
  const { partition, region, administratorId, accountId } = detector;
  const deciding = world.state.detectors.get(placeKey(partition, region, administratorId ?? accountId));
  return (deciding?.filters ?? []).some(
    (filter) => filter.action === "ARCHIVE" && meetsCriteria(finding, filter.findingCriteria),
  );
}

/** The envelope's account is the bus's account; the finding's own account is in the detail. */
async function publish(world: World, detector: Detector, finding: Finding): Promise<void> {
  const { accountId, administratorId, region, partition } = detector;
  for (const account of administratorId ? [accountId, administratorId] : [accountId]) {
    await world.options.publishEvent({
      ...{ account, region, partition, source: "aws.guardduty", detailType: "GuardDuty Finding" },
      ...{ detail: structuredClone(finding), resources: [] },
    });
  }
}
