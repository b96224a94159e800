import { UNREAD } from "../../aws-clients/attempts";
import { blocker, fine, type Finding } from "../line";
import type { GuardDutyReading } from "../read/guardduty";
import { named, type RegionWish } from "./wish";

/** The organization's GuardDuty administrator in a region: none yet, the config's, or another account. */
export function judgeAdministrator(
  { organization, region, accounts }: RegionWish,
  { administrators }: GuardDutyReading,
): Finding[] {
  if (administrators === UNREAD) return [];
  const [first] = administrators;
  if (!first) return [fine("administrator", "no administrator yet: apply delegates one")];
  return administrators.map(({ accountId, status }) => {
    if (status !== "ENABLED") return leaving(region, named(accountId, accounts), status);
    if (accountId === organization.administratorAccountId)
      return fine("administrator", "the account that the config names is the administrator");
    const what = "another account is GuardDuty's administrator, and apply's delegation is refused";
    const evidence = `${named(accountId, accounts)} is ${status}, the config names ${organization.administratorAccountId}`;
    return blocker(
      "administrator",
      what,
      evidence,
      "the migration below, in its order; or name this account",
    );
  });
}

function leaving(region: string, account: string, status: string): Finding {
  return blocker(
    "administrator",
    "an administrator is being taken off, and no other can be delegated until that is done",
    `${account} is ${status}`,
    `wait until it is gone: aws guardduty list-organization-admin-accounts --region ${region}`,
  );
}

/** The account that is administrator in a region in place of the config's. Undefined if there is none, or it was not read. */
export function otherAdministrator(
  { administratorAccountId }: RegionWish["organization"],
  { administrators }: GuardDutyReading,
): string | undefined {
  if (administrators === UNREAD) return undefined;
  return administrators.find(
    ({ accountId, status }) => status === "ENABLED" && accountId !== administratorAccountId,
  )?.accountId;
}
