import { GetMemberDetectorsCommand, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import { batches } from "../../aws-clients/batches";
import type { Calls } from "../../aws-clients/calls";
import { listMembers } from "../../aws-clients/list-members";
import type { FeatureStates, MemberGroup } from "../existing-region";
import { isUnread, readPart, type Part } from "../part";
import { featureStates } from "./feature-states";

/**
 * The administrator's members, those with the same state and plans together: one call for each 50 members, and one for
 * the plans of each 50 that are associated. If the second is refused, their plans are unread and their state is not.
 */
export async function readMemberGroups(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<MemberGroup[]> {
  const members = (await listMembers(client, calls, DetectorId)).map(
    ({ AccountId = "", RelationshipStatus = "" }) => ({
      id: AccountId,
      state: RelationshipStatus.toUpperCase(),
    }),
  );
  const associated = members.filter(({ state }) => state === "ENABLED" || state === "DISABLED");
  // Most members have the same plans: kept once, 5,000 accounts in 15 regions take little memory.
  const known = new Map<string, FeatureStates>();
  const read = batches(associated).map(async (batch): Promise<(readonly [string, Part<FeatureStates>])[]> => {
    const ids = batch.map(({ id }) => id);
    const features = await readPart(readFeatures(client, calls, { DetectorId, AccountIds: ids, known }));
    return isUnread(features) ? ids.map((id) => [id, features] as const) : features;
  });
  const features = new Map((await Promise.all(read)).flat());
  const groups = new Map<
    string,
    { readonly group: Omit<MemberGroup, "accounts">; readonly accounts: string[] }
  >();
  for (const { id, state } of members) {
    const own = features.get(id);
    const group = { state, ...(own ? { features: own } : {}) };
    const key = JSON.stringify(group);
    const same = groups.get(key) ?? { group, accounts: [] };
    groups.set(key, same);
    same.accounts.push(id);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { group, accounts }]) => ({ ...group, accounts: accounts.sort() }));
}

interface Batch {
  readonly DetectorId: string;
  readonly AccountIds: string[];
  readonly known: Map<string, FeatureStates>;
}

async function readFeatures(
  client: GuardDutyClient,
  calls: Calls,
  { DetectorId, AccountIds, known }: Batch,
): Promise<(readonly [string, FeatureStates])[]> {
  const command = new GetMemberDetectorsCommand({ DetectorId, AccountIds });
  const { MemberDataSourceConfigurations: all = [] } = await calls.make((options) =>
    client.send(command, options),
  );
  return all.map(({ AccountId = "", Features }) => {
    const states = featureStates(Features);
    const text = JSON.stringify(states);
    const first = known.get(text) ?? states;
    known.set(text, first);
    return [AccountId, first] as const;
  });
}
