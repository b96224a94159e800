import { ListPublishingDestinationsCommand, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import type { Partition } from "../../../aws/partitions";
import { UNREAD, type Attempts } from "../../../aws-clients/attempts";
import { unlessMissing, type Calls } from "../../../aws-clients/calls";
import { featureValues } from "./feature-values";
import type { FoundCoverage, FoundDetector, FoundOrganizationConfiguration } from "./found-coverage";
import type { ExistingDetector } from "../../../existing/existing-region";
import { readAgents } from "./read-agents";
import { readMalwarePlans } from "../../../existing/read/malware-plans";
import * as existing from "../../../existing/read/detectors";
import { readMembers } from "./read-members";
import { readArchiveFilters, readListsInForce } from "./read-suppressions";

/** The clients that read one region. Neither account can answer everything alone. */
export interface ReadCoverageProps {
  /** A GuardDuty client of the administrator that the config names. */
  readonly administrator: GuardDutyClient;
  readonly administratorAccountId: string;
  /** A GuardDuty client of the management account: only this account may ask who the administrator is. */
  readonly management: GuardDutyClient;
  readonly managementAccountId: string;
  readonly calls: Calls;
  readonly attempts: Attempts;
  /** China has no entity lists, no Runtime Monitoring, and no malware plans of buckets. @default "aws" */
  readonly partition?: Partition;
}

const NOTHING = { members: [], destinations: [], archiveFilters: [], trustedLists: [], otherLists: {} };

/**
 * Reads GuardDuty in one region: thirteen calls, plus two for each 50 members, one for each filter and one for each list.
 * What AWS refuses is UNREAD, and the rest is still read. Without the administrator's detector, nothing that depends on
 * it can be read.
 */
export async function readCoverage(props: ReadCoverageProps): Promise<FoundCoverage> {
  const found = await readAsAdministrator(props);
  const managementDetector = await props.attempts.read(
    "detector of the management account",
    readManagementDetector(props, found.members),
  );
  return { ...found, ...(managementDetector === undefined ? {} : { managementDetector }) };
}

async function readAsAdministrator(props: ReadCoverageProps): Promise<FoundCoverage> {
  const { administrator, management, administratorAccountId, calls, attempts } = props;
  const [current, detector] = await Promise.all([
    attempts.read("delegated administrator", existing.readDelegation(management, calls)),
    attempts.read("detector of the administrator", readDetector(administrator, calls)),
  ]);
  const found = current === undefined ? {} : { administratorAccountId: current };
  if (!detector) return { ...found, ...NOTHING };
  if (detector === UNREAD) return { ...found, detector, ...NOTHING, members: UNREAD };
  // AWS refuses every other account.
  const isAdministrator = current === administratorAccountId || current === UNREAD;
  const [organization, ofDetector] = await Promise.all([
    isAdministrator ? readOrganization(props, detector.id) : { members: [] },
    readOfDetector(props, detector.id),
  ]);
  return { ...found, detector, ...organization, ...ofDetector };
}

/**
 * One call if the management account is a member, because the list of members names its detector; otherwise, or if
 * that detector is gone, it is looked for.
 */
async function readManagementDetector(
  { management, managementAccountId, calls }: ReadCoverageProps,
  members: FoundCoverage["members"],
): Promise<FoundDetector | undefined> {
  const listed = members === UNREAD ? [] : members;
  const id = listed.find(({ accountId }) => accountId === managementAccountId)?.detectorId;
  const found =
    id && (await unlessMissing(existing.readDetectorById(management, calls, id), ["BadRequestException"]));
  return found ? withValues(found) : readDetector(management, calls);
}

async function readOrganization({ administrator: client, calls, attempts }: ReadCoverageProps, id: string) {
  const [organizationConfiguration, members] = await Promise.all([
    attempts.read("organization configuration", readOrganizationConfiguration(client, calls, id)),
    attempts.read("members", readMembers(client, calls, id, attempts)),
  ]);
  return { organizationConfiguration, members };
}

async function readOfDetector({ partition = "aws", ...props }: ReadCoverageProps, DetectorId: string) {
  const { administrator: client, calls, attempts } = props;
  const lists = { client, calls, DetectorId };
  const isChina = partition === "aws-cn";
  const [destinations, archiveFilters, trustedLists, ...others] = await Promise.all([
    attempts.read("publishing destinations", readDestinations(client, calls, DetectorId)),
    attempts.read("filters", readArchiveFilters(client, calls, DetectorId)),
    attempts.read("trusted IP lists", readListsInForce("trusted IP list", lists)),
    attempts.read("threat lists", readListsInForce("threat list", lists)),
    isChina ? [] : attempts.read("trusted entity lists", readListsInForce("trusted entity list", lists)),
    isChina ? [] : attempts.read("threat entity lists", readListsInForce("threat entity list", lists)),
    isChina ? undefined : attempts.read("runtime agents", readAgents(client, calls, DetectorId)),
    isChina ? undefined : attempts.read("malware protection plans", readMalwarePlans(client, calls)),
  ]);
  const [threat, trustedEntities, threatEntities, agents, malwarePlans] = others;
  const otherLists = {
    "threat list": threat,
    "trusted entity list": trustedEntities,
    "threat entity list": threatEntities,
  };
  return {
    ...{ destinations, archiveFilters, trustedLists, otherLists },
    ...(agents === undefined ? {} : { agents }),
    ...(malwarePlans === undefined ? {} : { malwarePlans }),
  };
}

async function readDetector(client: GuardDutyClient, calls: Calls): Promise<FoundDetector | undefined> {
  const detector = await existing.readDetector(client, calls);
  return detector && withValues(detector);
}

function withValues(detector: ExistingDetector): FoundDetector {
  return { ...detector, features: featureValues(detector.features) };
}

async function readOrganizationConfiguration(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<FoundOrganizationConfiguration> {
  const { newAccounts, features } = await existing.readOrganization(client, calls, DetectorId);
  return { newAccounts, features: featureValues(features) };
}

async function readDestinations(client: GuardDutyClient, calls: Calls, DetectorId: string) {
  const command = new ListPublishingDestinationsCommand({ DetectorId });
  const { Destinations: all = [] } = await calls.make((options) => client.send(command, options));
  return all.map(({ DestinationId = "", Status = "" }) => ({ id: DestinationId, status: Status }));
}
