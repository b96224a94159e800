import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import type { Partition } from "../../aws/partitions";
import type { Calls } from "../../aws-clients/calls";
import type { ExistingAccount, ExistingDetector, ExistingRegion } from "../existing-region";
import { isUnread, readPart, unreadBecause, type Part } from "../part";
import { readDelegation, readDetector, readOrganization } from "./detectors";
import { readDestinations } from "./destinations";
import { readForwarders } from "./event-rules";
import { readFilters } from "./filters";
import { readAllLists } from "./all-lists";
import { readMalwarePlans } from "./malware-plans";
import { readMemberGroups } from "./member-groups";

/** One account's clients in one region. */
export interface AccountClients {
  readonly accountId: string;
  readonly guardDuty: GuardDutyClient;
  readonly events: EventBridgeClient;
}

/** The accounts that are read in one region, and how. */
export interface ReadExistingProps {
  readonly management: AccountClients;
  readonly administrator: AccountClients;
  /** A third account, or why it cannot be read. @default the config names none */
  readonly logArchive?: Part<AccountClients>;
  readonly partition: Partition;
  readonly calls: Calls;
}

/**
 * Reads what exists in a region. A part that AWS does not let us read is unread with the reason, and the rest is still
 * read. It takes seven calls if there is nothing, three more for a log archive, seven for each detector, one for the
 * organization, and two for each 50 members.
 * @throws AbortError, or the first error if neither detectors nor delegation can be read: then nothing can be said
 */
export async function readExistingRegion(props: ReadExistingProps): Promise<ExistingRegion> {
  const { management, administrator, calls } = props;
  const [delegatedTo, ofManagement, ofAdministrator] = await allOrSome([
    () => readDelegation(management.guardDuty, calls),
    () => readDetector(management.guardDuty, calls),
    () => readDetector(administrator.guardDuty, calls),
  ] as const);
  const [organization, managementAccount, administratorAccount, logArchive] = await Promise.all([
    readOrganizationHere(props, delegatedTo, ofAdministrator),
    readAccount(management, props, ofManagement),
    readAccount(administrator, props, ofAdministrator),
    readLogArchive(props),
  ]);
  return {
    ...(delegatedTo === undefined ? {} : { delegatedTo }),
    ...organization,
    management: managementAccount,
    administrator: administratorAccount,
    ...(logArchive ? { logArchive } : {}),
  };
}

type Reads<Results extends readonly unknown[]> = {
  readonly [Index in keyof Results]: () => Promise<Results[Index]>;
};
type Parts<Results extends readonly unknown[]> = { -readonly [Index in keyof Results]: Part<Results[Index]> };

/** If everything is refused, there is one common cause: the first of the errors is thrown. */
async function allOrSome<const Results extends readonly unknown[]>(
  reads: Reads<Results>,
): Promise<Parts<Results>> {
  const errors: unknown[] = [];
  const parts = await Promise.all(
    reads.map((read, index) =>
      readPart(
        read().catch((error: unknown) => {
          errors[index] = error;
          throw error;
        }),
      ),
    ),
  );
  if (parts.every(isUnread)) throw errors[0];
  return parts as Parts<Results>;
}

/** Only the account that GuardDuty is delegated to may read the organization's settings and members. */
async function readOrganizationHere(
  { administrator, calls }: ReadExistingProps,
  delegatedTo: Part<string> | undefined,
  detector: Part<ExistingDetector> | undefined,
): Promise<Pick<ExistingRegion, "organization" | "members">> {
  if (delegatedTo === undefined) return { members: [] };
  if (!isUnread(delegatedTo) && delegatedTo !== administrator.accountId) {
    const other = unreadBecause(
      `GuardDuty is delegated to ${delegatedTo} here, and only that account may read this`,
    );
    return { organization: other, members: other };
  }
  const why = isUnread(detector) ? detector : unreadBecause("the administrator has no detector here");
  if (detector === undefined || isUnread(detector)) return { organization: why, members: why };
  const [organization, members] = await Promise.all([
    readPart(readOrganization(administrator.guardDuty, calls, detector.id)),
    readPart(readMemberGroups(administrator.guardDuty, calls, detector.id)),
  ]);
  return { organization, members };
}

/** An account that does not let us ask for its detector is unread as a whole. */
function readLogArchive(props: ReadExistingProps): Promise<Part<ExistingAccount> | undefined> {
  const { logArchive, calls } = props;
  if (logArchive === undefined || isUnread(logArchive)) return Promise.resolve(logArchive);
  const detector = readDetector(logArchive.guardDuty, calls);
  return readPart(detector.then((found) => readAccount(logArchive, props, found)));
}

async function readAccount(
  { accountId, guardDuty, events }: AccountClients,
  { calls, partition }: ReadExistingProps,
  detector: Part<ExistingDetector> | undefined,
): Promise<ExistingAccount> {
  const ofDetector = <Found>(
    read: (id: string) => Promise<readonly Found[]>,
  ): Promise<Part<readonly Found[]>> => {
    if (detector === undefined) return Promise.resolve([]);
    return isUnread(detector) ? Promise.resolve(detector) : readPart(read(detector.id));
  };
  const [filters, lists, destinations, malwarePlans, forwarders] = await Promise.all([
    ofDetector((id) => readFilters(guardDuty, calls, id)),
    ofDetector((DetectorId) => readAllLists({ client: guardDuty, calls, DetectorId }, partition)),
    ofDetector((id) => readDestinations(guardDuty, calls, id)),
    partition === "aws-cn" ? [] : readPart(malwarePlansOf(guardDuty, calls)),
    readPart(readForwarders(events, calls)),
  ]);
  const own = detector === undefined ? {} : { detector };
  return { accountId, ...own, filters, lists, destinations, malwarePlans, forwarders };
}

async function malwarePlansOf(client: GuardDutyClient, calls: Calls) {
  const plans = await readMalwarePlans(client, calls);
  return plans
    .map(({ id, bucket, status }) => ({ id, bucket, status }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
