import { findDetectorId } from "../../aws-clients/find-detector";
import {
  DescribeOrganizationConfigurationCommand,
  GetDetectorCommand,
  ListOrganizationAdminAccountsCommand,
  ListPublishingDestinationsCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import type { Attempts } from "../../aws-clients/attempts";
import type { Calls } from "../../aws-clients/calls";
import { featureValues } from "./feature-values";
import type { FoundCoverage, FoundDetector, FoundOrganizationConfiguration } from "./found-coverage";
import { readMembers } from "./read-members";
import { readArchiveFilters, readTrustedLists } from "./read-suppressions";

/** Whom to ask about one region. Neither account can answer alone. */
export interface ReadCoverageProps {
  /** GuardDuty as the administrator that the config names. */
  readonly administrator: GuardDutyClient;
  readonly administratorAccountId: string;
  /** GuardDuty as the management account: only it may ask who the administrator is. */
  readonly management: GuardDutyClient;
  readonly calls: Calls;
  readonly attempts: Attempts;
}

const NOTHING = { members: [], destinations: [], archiveFilters: [], trustedLists: [] };

/** Reads GuardDuty in one region: seven calls, two for each 50 members, one a filter and one a trusted list. */
export async function readCoverage(props: ReadCoverageProps): Promise<FoundCoverage> {
  const { administrator: client, administratorAccountId, calls, attempts } = props;
  const [current, detector] = await Promise.all([delegatedAdministrator(props), readDetector(client, calls)]);
  const delegation = current === undefined ? {} : { administratorAccountId: current };
  if (!detector) return { ...delegation, ...NOTHING };
  // Every other account is refused.
  const isAdministrator = current === administratorAccountId;
  const [destinations, archiveFilters, trustedLists, organizationConfiguration, members] = await Promise.all([
    attempts.read("publishing destinations", readDestinations(client, calls, detector.id)),
    attempts.read("filters", readArchiveFilters(client, calls, detector.id)),
    attempts.read("trusted IP lists", readTrustedLists(client, calls, detector.id)),
    isAdministrator ? readOrganizationConfiguration(client, calls, detector.id) : undefined,
    isAdministrator ? readMembers(client, calls, detector.id) : [],
  ]);
  const configuration = organizationConfiguration ? { organizationConfiguration } : {};
  const suppressions = { archiveFilters, trustedLists };
  return { ...delegation, detector, ...configuration, members, destinations, ...suppressions };
}

async function delegatedAdministrator({ management, calls }: ReadCoverageProps): Promise<string | undefined> {
  const { AdminAccounts: all = [] } = await calls.make((options) =>
    management.send(new ListOrganizationAdminAccountsCommand({}), options),
  );
  return all.find(({ AdminStatus }) => AdminStatus === "ENABLED")?.AdminAccountId;
}

async function readDetector(client: GuardDutyClient, calls: Calls): Promise<FoundDetector | undefined> {
  const id = await findDetectorId(client, calls);
  if (id === undefined) return undefined;
  const detector = await calls.make((options) =>
    client.send(new GetDetectorCommand({ DetectorId: id }), options),
  );
  return {
    id,
    enabled: detector.Status === "ENABLED",
    findingPublishingFrequency: detector.FindingPublishingFrequency ?? "SIX_HOURS",
    features: featureValues(detector.Features),
  };
}

async function readOrganizationConfiguration(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<FoundOrganizationConfiguration> {
  const command = new DescribeOrganizationConfigurationCommand({ DetectorId });
  const { AutoEnable, AutoEnableOrganizationMembers, Features } = await calls.make((options) =>
    client.send(command, options),
  );
  // AutoEnable is the older word for it, and knows only on and off.
  const newAccounts = AutoEnableOrganizationMembers ?? (AutoEnable ? "NEW" : "NONE");
  return { newAccounts, features: featureValues(Features) };
}

async function readDestinations(client: GuardDutyClient, calls: Calls, DetectorId: string) {
  const command = new ListPublishingDestinationsCommand({ DetectorId });
  const { Destinations: all = [] } = await calls.make((options) => client.send(command, options));
  return all.map(({ DestinationId = "", Status = "" }) => ({ id: DestinationId, status: Status }));
}
