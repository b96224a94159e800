import { GetMemberDetectorsCommand, type GuardDutyClient } from "@aws-sdk/client-guardduty";
import type { Calls } from "../../aws-clients/calls";
import { memberPages } from "../../aws-clients/list-members";
import type { FeatureStates, MemberGroup } from "../existing-region";
import { isUnread, readPart, type Part } from "../part";
import { featureStates } from "./feature-states";

/** How many accounts GetMemberDetectors takes a call. */
const MOST_ACCOUNTS = 50;

interface Listed {
  readonly id: string;
  readonly state: string;
}

/**
 * The administrator's members, those with the same state and plans together: one call for each 50 members, and one for
 * the plans of each 50 that are associated. If the second is refused, their plans are unread and their state is not.
 * Plans are read while the list goes on, and of a page nothing is kept but its accounts' groups.
 */
export async function readMemberGroups(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
): Promise<MemberGroup[]> {
  const groups = new Groups();
  const reading: Promise<void>[] = [];
  const read = (batch: readonly Listed[]) => {
    const done = readPlans(client, calls, { DetectorId, batch, groups });
    // It is awaited when the list has ended: until then a failure must not count as unhandled.
    done.catch(() => undefined);
    reading.push(done);
  };
  let waiting: Listed[] = [];
  for await (const page of memberPages(client, calls, DetectorId)) {
    for (const { AccountId: id = "", RelationshipStatus = "" } of page) {
      const member = { id, state: RelationshipStatus.toUpperCase() };
      if (member.state === "ENABLED" || member.state === "DISABLED") waiting.push(member);
      else groups.add(member);
    }
    for (; waiting.length >= MOST_ACCOUNTS; waiting = waiting.slice(MOST_ACCOUNTS))
      read(waiting.slice(0, MOST_ACCOUNTS));
  }
  if (waiting.length > 0) read(waiting);
  await Promise.all(reading);
  return groups.inOrder();
}

interface Batch {
  readonly DetectorId: string;
  readonly batch: readonly Listed[];
  readonly groups: Groups;
}

async function readPlans(client: GuardDutyClient, calls: Calls, { DetectorId, batch, groups }: Batch) {
  const plans = await readPart(readFeatures(client, calls, DetectorId, batch));
  for (const member of batch) groups.add(member, isUnread(plans) ? plans : plans.get(member.id));
}

async function readFeatures(
  client: GuardDutyClient,
  calls: Calls,
  DetectorId: string,
  batch: readonly Listed[],
): Promise<ReadonlyMap<string, FeatureStates>> {
  const command = new GetMemberDetectorsCommand({ DetectorId, AccountIds: batch.map(({ id }) => id) });
  const { MemberDataSourceConfigurations: all = [] } = await calls.make((options) =>
    client.send(command, options),
  );
  return new Map(all.map(({ AccountId = "", Features }) => [AccountId, featureStates(Features)] as const));
}

/** Members by state and plans. Most have the same, so that 5,000 accounts in 15 regions take little memory. */
class Groups {
  readonly #groups = new Map<string, MemberGroup & { readonly accounts: string[] }>();

  add({ id, state }: Listed, features?: Part<FeatureStates>): void {
    const key = JSON.stringify({ state, ...(features ? { features } : {}) });
    const group = this.#groups.get(key) ?? { state, ...(features ? { features } : {}), accounts: [] };
    this.#groups.set(key, group);
    group.accounts.push(id);
  }

  /** The same members in the same order, whichever page came first. */
  inOrder(): MemberGroup[] {
    return [...this.#groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, group]) => ({ ...group, accounts: group.accounts.sort() }));
  }
}
