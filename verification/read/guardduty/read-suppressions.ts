import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import type { Calls } from "../../../aws-clients/calls";
import type { ListKind } from "../../../existing/existing-region";
import { readFilters } from "../../../existing/read/filters";
import { readLists, type ListProps } from "../../../existing/read/lists";
import type { FoundSuppression } from "./found-coverage";

/** Every filter that archives what it matches: such findings reach neither EventBridge nor the export bucket. */
export async function readArchiveFilters(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<FoundSuppression[]> {
  const filters = await readFilters(client, calls, DetectorId);
  return filters
    .filter(({ action }) => action === "ARCHIVE")
    .map(({ name, criteria }) => ({ name, of: criteria }));
}

/** Every list of one kind that is in force. */
export async function readListsInForce(kind: ListKind, props: ListProps): Promise<FoundSuppression[]> {
  const lists = await readLists(kind, props);
  return lists
    .filter(({ status }) => ["ACTIVE", "ACTIVATING"].includes(status))
    .map(({ name, location }) => ({ name, of: location }));
}
