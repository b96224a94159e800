import {
  DescribeOrganizationConfigurationCommand,
  GetAdministratorAccountCommand,
  GetDetectorCommand,
  GetFilterCommand,
  ListFiltersCommand,
  ListOrganizationAdminAccountsCommand,
  type GuardDutyClient,
} from "@aws-sdk/client-guardduty";
import { UNREAD, type Read } from "../../aws-clients/attempts";
import { findDetectorId } from "../../aws-clients/find-detector";
import { listMembers } from "../../aws-clients/list-members";
import { featureValues, type FeatureValues } from "../../verification/read/guardduty/feature-values";
import { readTrustedLists } from "../../verification/read/guardduty/read-suppressions";
import { pages } from "../../verification/read/live";
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

/** What a region's GuardDuty has, as the management account and the administrator see it. */
export interface GuardDutyReading {
  /** Accounts that are, or cease to be, the organization's administrator here. */
  readonly administrators: Read<readonly { readonly accountId: string; readonly status: string }[]>;
  /** Undefined if the account has none. */
  readonly management: Read<Detector | undefined>;
  readonly administrator: Read<Detector | undefined>;
  /** Absent if the administrator that the config names is not the administrator here. */
  readonly organization?: Read<{ readonly newAccounts: string; readonly features: FeatureValues }>;
  readonly members: Read<readonly { readonly accountId: string; readonly status: string }[]>;
  readonly filters: Read<readonly { readonly name: string; readonly archives: boolean }[]>;
  /** Names of the lists of trusted addresses in force: GuardDuty finds nothing about these. */
  readonly trustedLists: Read<readonly string[]>;
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
      readFilters(clients.administrator, asking.administrator, administrator.id),
    ),
    asking.administrator.read("settings", "trusted IP lists", readTrustedLists(lists)),
    isOurs
      ? readOrganization(clients.administrator, asking.administrator, administrator.id)
      : { members: [] as const },
  ]);
  const trustedLists = trusted === UNREAD ? UNREAD : trusted.map(({ name }) => name);
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
    const id = await findDetectorId(client, calls);
    if (id === undefined) return undefined;
    const [detector, { Administrator }] = await Promise.all([
      calls.make((options) => client.send(new GetDetectorCommand({ DetectorId: id }), options)),
      calls.make((options) => client.send(new GetAdministratorAccountCommand({ DetectorId: id }), options)),
    ]);
    return {
      id,
      isEnabled: detector.Status === "ENABLED",
      frequency: detector.FindingPublishingFrequency ?? "SIX_HOURS",
      features: featureValues(detector.Features),
      hasOldRuntimePlan: (detector.Features ?? []).some(
        ({ Name, Status }) => Name === "EKS_RUNTIME_MONITORING" && Status === "ENABLED",
      ),
      ...(Administrator?.AccountId ? { administrator: Administrator.AccountId } : {}),
    };
  };
  return asking.read("detectors", what, reading());
}

async function readOrganization(client: GuardDutyClient, asking: Asking, DetectorId: string) {
  const { calls } = asking;
  const command = new DescribeOrganizationConfigurationCommand({ DetectorId });
  const described = calls
    .make((options) => client.send(command, options))
    .then((found) => ({
      newAccounts: found.AutoEnableOrganizationMembers ?? "NONE",
      features: featureValues(found.Features),
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

async function readFilters(client: GuardDutyClient, { calls }: Asking, DetectorId: string) {
  const names = await pages(async (NextToken) => {
    const command = new ListFiltersCommand({ DetectorId, ...(NextToken ? { NextToken } : {}) });
    const page = await calls.make((options) => client.send(command, options));
    return [page.FilterNames ?? [], page.NextToken];
  });
  return Promise.all(
    names.map(async (FilterName) => {
      const command = new GetFilterCommand({ DetectorId, FilterName });
      const { Action } = await calls.make((options) => client.send(command, options));
      return { name: FilterName, archives: Action === "ARCHIVE" };
    }),
  );
}
