import { GetMemberDetectorsCommand, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import { UNREAD, type Attempts, type Read } from "../../../aws-clients/attempts";
import { batches } from "../../../aws-clients/batches";
import type { Calls } from "../../../aws-clients/calls";
import { featureStates } from "../../../existing/read/feature-states";
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
  const read = batches(ids).map(async (batch): Promise<[string, Read<FeatureValues>][]> => {
    const part = `protection plans of ${batch.length} members, ${batch[0]} and on`;
    const found = await attempts.read(part, readFeatures(client, calls, detectorId, batch));
    return found === UNREAD ? batch.map((id) => [id, UNREAD]) : found;
  });
  const features = new Map((await Promise.all(read)).flat());
  return members.map(({ AccountId = "", RelationshipStatus = "" }) => {
    const own = features.get(AccountId);
    return {
      accountId: AccountId,
      relationshipStatus: RelationshipStatus,
      ...(own ? { features: own } : {}),
    };
  });
}

async function readFeatures(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
  AccountIds: string[],
): Promise<[string, FeatureValues][]> {
  const command = new GetMemberDetectorsCommand({ DetectorId, AccountIds });
  const { MemberDataSourceConfigurations: found = [] } = await calls.make((options) =>
    client.send(command, options),
  );
  return found.map(({ AccountId = "", Features }) => [AccountId, featureValues(featureStates(Features))]);
}
