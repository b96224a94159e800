import { GetMemberDetectorsCommand, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import { UNREAD, type Attempts, type Read } from "../../../aws-clients/attempts";
import { batches } from "../../../aws-clients/batches";
import type { Calls } from "../../../aws-clients/calls";
import { featureStates, type ListedFeature } from "../../../existing/read/feature-states";
import { featureValues, type FeatureValues } from "./feature-values";
import type { FoundMember } from "./found-coverage";
import { listMembers } from "../../../aws-clients/list-members";

/**
 * Reads every member with its protection plans: one call for each 50 members, and one for the plans of each 50 enabled
 * members. The second may fail without the first.
 */
export async function readMembers(
  client: GuardDutyClient,
  calls: Calls,
  detectorId: string,
  attempts: Attempts,
): Promise<FoundMember[]> {
  const members = await listMembers(client, calls, detectorId);
  const enabled = members.filter(({ RelationshipStatus }) => RelationshipStatus?.toLowerCase() === "enabled");
  const ids = enabled.flatMap(({ AccountId }) => AccountId ?? []);
  const valuesOf = sharedValues();
  const read = batches(ids).map(async (batch): Promise<[string, Read<FeatureValues>][]> => {
    const part = `protection plans of ${batch.length} members, ${batch[0]} and on`;
    const found = await attempts.read(part, readFeatures(client, calls, detectorId, batch, valuesOf));
    return found === UNREAD ? batch.map((id) => [id, UNREAD]) : found;
  });
  const features = new Map((await Promise.all(read)).flat());
  return members.map(({ AccountId = "", RelationshipStatus = "", DetectorId }) => {
    const own = features.get(AccountId);
    return {
      accountId: AccountId,
      relationshipStatus: RelationshipStatus,
      ...(DetectorId ? { detectorId: DetectorId } : {}),
      ...(own ? { features: own } : {}),
    };
  });
}

async function readFeatures(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
  AccountIds: string[],
  valuesOf: (features: readonly ListedFeature[] | undefined) => FeatureValues,
): Promise<[string, FeatureValues][]> {
  const command = new GetMemberDetectorsCommand({ DetectorId, AccountIds });
  const { MemberDataSourceConfigurations: found = [] } = await calls.make((options) =>
    client.send(command, options),
  );
  return found.map(({ AccountId = "", Features }) => [AccountId, valuesOf(Features)]);
}

/** Members that have the same plans share one record of them: thousands of members then need a few. */
function sharedValues(): (features: readonly ListedFeature[] | undefined) => FeatureValues {
  const known = new Map<string, FeatureValues>();
  return (features = []) => {
    let key = "";
    // A loop, because it runs for every member in every region.
    for (const { Name, Status, AdditionalConfiguration: agents = [] } of features) {
      key += `${Name}=${Status},`;
      for (const agent of agents) key += `${agent.Name}:${agent.Status},`;
    }
    const values = known.get(key) ?? featureValues(featureStates(features));
    known.set(key, values);
    return values;
  };
}
