import {
  CreateMembersCommand,
  DisassociateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  StopMonitoringMembersCommand,
  UpdateMemberDetectorsCommand,
  UpdateOrganizationConfigurationCommand,
  type MemberFeaturesConfiguration,
  type OrganizationFeatureConfiguration,
} from "@aws-sdk/client-guardduty";
import { clientSettings } from "../clients";
import { UNADDABLE, type FeatureSeed, type MemberSeed, type RegionSeed } from "./messy-region";
import { nested, requestsFor } from "./nested-features";

/** Where a delegation is seeded. */
export interface DelegationPlace {
  readonly url: string;
  readonly region: string;
  readonly managementAccountId: string;
  readonly administratorId: string;
}

const EMAIL = "member@example.com";
const BATCH = 50;

/** Delegates GuardDuty in a region to the organization's administrator. */
export async function delegate({ url, region, managementAccountId, administratorId }: DelegationPlace) {
  const client = new GuardDutyClient(clientSettings(url, managementAccountId, region));
  await client.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: administratorId }));
  client.destroy();
}

/**
 * Adds a region's members, as its administrator, and then sets what its accounts get automatically: under ALL, nobody
 * may be removed. Those that left the organization are not added here: AWS takes none.
 */
export async function seedOrganizationSettings(
  { url, region, administratorId }: DelegationPlace,
  { organization, members = {} }: RegionSeed,
): Promise<void> {
  const client = new GuardDutyClient(clientSettings(url, administratorId, region));
  const { DetectorIds: [DetectorId = ""] = [] } = await client.send(new ListDetectorsCommand({}));
  const configure = (mode: "ALL" | "NEW" | "NONE", features: FeatureSeed) =>
    client.send(
      new UpdateOrganizationConfigurationCommand({
        DetectorId,
        AutoEnableOrganizationMembers: mode,
        Features: nested(features, "AutoEnable") as OrganizationFeatureConfiguration[],
      }),
    );
  for (const features of requestsFor(organization?.features ?? {})) await configure("NONE", features);
  await seedMembers(client, DetectorId, Object.entries(members));
  if (organization) await configure(organization.newAccounts, {});
  client.destroy();
}

async function seedMembers(
  client: GuardDutyClient,
  DetectorId: string,
  members: readonly (readonly [string, MemberSeed])[],
): Promise<void> {
  const all = members.filter(([, { state }]) => !UNADDABLE.includes(state)).map(([id]) => id);
  const inState = (wanted: string) => members.filter(([, { state }]) => state === wanted).map(([id]) => id);
  for (const AccountIds of batchesOf(all)) {
    const AccountDetails = AccountIds.map((AccountId) => ({ AccountId, Email: EMAIL }));
    const { UnprocessedAccounts = [] } = await client.send(
      new CreateMembersCommand({ DetectorId, AccountDetails }),
    );
    if (UnprocessedAccounts.length > 0)
      throw new Error(`GuardDuty refused members: ${JSON.stringify(UnprocessedAccounts)}`);
  }
  for (const [id, { features }] of members) {
    if (!all.includes(id) || features === undefined) continue;
    for (const some of requestsFor(features)) {
      const Features = nested(some, "Status") as MemberFeaturesConfiguration[];
      await client.send(new UpdateMemberDetectorsCommand({ DetectorId, AccountIds: [id], Features }));
    }
  }
  for (const AccountIds of batchesOf(inState("SUSPENDED")))
    await client.send(new StopMonitoringMembersCommand({ DetectorId, AccountIds }));
  for (const AccountIds of batchesOf(inState("REMOVED")))
    await client.send(new DisassociateMembersCommand({ DetectorId, AccountIds }));
}

function batchesOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, n) =>
    ids.slice(n * BATCH, (n + 1) * BATCH),
  );
}
