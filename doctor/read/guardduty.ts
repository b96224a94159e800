import {
  GetAdministratorAccountCommand,
  ListOrganizationAdminAccountsCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import { listMembers } from "../../aws-clients/list-members";
import * as existing from "../../existing/read/detectors";
import { readFilters } from "../../existing/read/filters";
import { readLists } from "../../existing/read/lists";
import { featureValues, type FeatureValues } from "../../verification/read/guardduty/feature-values";
import type { Asking } from "./asking";

/** An account's detector in a region. */
export interface Detector {
  readonly id: string;
  readonly isEnabled: boolean;
  readonly frequency: string;
  readonly features: FeatureValues;
  /** Whether EKS Runtime Monitoring is on, the plan that came before Runtime Monitoring. */
  readonly hasOldRuntimePlan: boolean;
  /** The account that administers it, by delegation or by an invitation. Absent if nobody does. */
  readonly administrator?: string;
}

/** What the organization's accounts get by themselves. */
export interface OrganizationSettings {
  /** ALL, NEW or NONE. */
  readonly newAccounts: string;
  readonly features: FeatureValues;
  /** What accounts get of EKS Runtime Monitoring: ALL, NEW or NONE. */
  readonly oldRuntimePlan: string;
}

/** A filter of findings. One that archives suppresses them. */
export interface Filter {
  readonly name: string;
  readonly rank: number;
  readonly archives: boolean;
  /** JSON, in AWS's form. */
  readonly criteria: string;
}

/** What a region's GuardDuty has, as the management account and the administrator see it. */
export interface GuardDutyReading {
  /** Accounts that are, or cease to be, the organization's administrator here. */
  readonly administrators: Read<readonly { readonly accountId: string; readonly status: string }[]>;
  /** Undefined if the account has none. */
  readonly management: Read<Detector | undefined>;
  readonly administrator: Read<Detector | undefined>;
  /** Absent if the administrator that the config names is not the administrator here. */
  readonly organization?: Read<OrganizationSettings>;
  readonly members: Read<readonly { readonly accountId: string; readonly status: string }[]>;
  readonly filters: Read<readonly Filter[]>;
  /** The lists of trusted addresses in force: GuardDuty finds nothing about these. */
  readonly trustedLists: Read<readonly { readonly id: string; readonly name: string }[]>;
}

interface Clients {
  readonly management: GuardDutyClient;
  readonly administrator: GuardDutyClient;
}

/** Reads it in eleven calls, one for each 50 members, one for each filter and one for each list. */
export async function readGuardDuty(
  clients: Clients,
  asking: { readonly management: Asking; readonly administrator: Asking },
  administratorAccountId: string,
): Promise<GuardDutyReading> {
  const [administrators, management, administrator] = await Promise.all([
    readAdministrators(clients.management, asking.management),
    readDetector(clients.management, asking.management, "the management account's detector"),
    readDetector(clients.administrator, asking.administrator, "the administrator's detector"),
  ]);
  const found = { administrators, management, administrator };
  if (administrator === undefined) return { ...found, members: [], filters: [], trustedLists: [] };
  if (administrator === UNREAD) return { ...found, members: UNREAD, filters: UNREAD, trustedLists: UNREAD };
  const isOurs =
    administrators === UNREAD || administrators.some(({ accountId }) => accountId === administratorAccountId);
  const client = clients.administrator;
  const lists = { client, calls: asking.administrator.calls, DetectorId: administrator.id };
  const [filters, trusted, rest] = await Promise.all([
    asking.administrator.read(
      "settings",
      "filters of findings",
      filtersIn(clients.administrator, asking.administrator, administrator.id),
    ),
    asking.administrator.read("settings", "trusted IP lists", readLists("trusted IP list", lists)),
    isOurs
      ? readOrganization(clients.administrator, asking.administrator, administrator.id)
      : { members: [] as const },
  ]);
  const trustedLists = trusted === UNREAD ? UNREAD : trusted.map(({ id, name }) => ({ id, name }));
  return { ...found, ...rest, filters, trustedLists };
}

async function readAdministrators(client: GuardDutyClient, asking: Asking) {
  const command = new ListOrganizationAdminAccountsCommand({});
  const found = await asking.call("administrator", "the delegated administrator", (options) =>
    client.send(command, options),
  );
  if (found === UNREAD) return UNREAD;
  return (found.AdminAccounts ?? []).map(({ AdminAccountId = "", AdminStatus = "" }) => ({
    accountId: AdminAccountId,
    status: AdminStatus,
  }));
}

function readDetector(
  client: GuardDutyClient,
  asking: Asking,
  what: string,
): Promise<Read<Detector | undefined>> {
  const { calls } = asking;
  const reading = async (): Promise<Detector | undefined> => {
    const detector = await existing.readDetector(client, calls);
    if (detector === undefined) return undefined;
    const command = new GetAdministratorAccountCommand({ DetectorId: detector.id });
    const { Administrator } = await calls.make((options) => client.send(command, options));
    const { id, enabled, findingPublishingFrequency, features } = detector;
    return {
      ...{ id, isEnabled: enabled, frequency: findingPublishingFrequency, features: featureValues(features) },
      hasOldRuntimePlan: features.EKS_RUNTIME_MONITORING === "ENABLED",
      ...(Administrator?.AccountId ? { administrator: Administrator.AccountId } : {}),
    };
  };
  return asking.read("detectors", what, reading());
}

async function readOrganization(client: GuardDutyClient, asking: Asking, DetectorId: string) {
  const { calls } = asking;
  const described = existing
    .readOrganization(client, calls, DetectorId)
    .then(({ newAccounts, features }) => ({
      ...{ newAccounts, features: featureValues(features) },
      oldRuntimePlan: features.EKS_RUNTIME_MONITORING ?? "NONE",
    }));
  const listed = listMembers(client, calls, DetectorId).then((members) =>
    members.map(({ AccountId = "", RelationshipStatus = "" }) => ({
      accountId: AccountId,
      status: RelationshipStatus,
    })),
  );
  const [organization, members] = await Promise.all([
    asking.read("settings", "what new accounts get", described),
    asking.read("members", "members of the administrator", listed),
  ]);
  return { organization, members };
}

async function filtersIn(client: GuardDutyClient, { calls }: Asking, detectorId: string): Promise<Filter[]> {
  const filters = await readFilters(client, calls, detectorId);
  return filters.map(({ name, rank, action, criteria }) => {
    return { name, rank, archives: action === "ARCHIVE", criteria };
  });
}
