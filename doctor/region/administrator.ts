import { UNREAD } from "../../aws-clients/attempts";
import { existingResources } from "../../intent/existing-resources";
import { blocker, fine, type Finding } from "../line";
import type { GuardDutyReading } from "../read/guardduty";
import { isHeld, named, type RegionWish } from "./wish";

/** The organization's GuardDuty administrator in a region: none yet, the config's, or another account. */
export function judgeAdministrator(wish: RegionWish, { administrators }: GuardDutyReading): Finding[] {
  const { organization, region, accounts } = wish;
  if (administrators === UNREAD) return [];
  if (administrators.length === 0) return [nobody(wish)];
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

/** An import of a delegation that is gone fails. */
function nobody({ organization, snapshot, region, expected, held }: RegionWish): Finding {
  const recorded = snapshot && existingResources(organization, snapshot, region).delegation;
  const declared = expected.find(({ type }) => type === "aws_guardduty_organization_admin_account");
  if (recorded === undefined || (declared && isHeld(held, declared) === true))
    return fine("administrator", "no administrator yet: apply delegates one");
  return blocker(
    "administrator",
    "no account is GuardDuty's administrator, and the snapshot has one: plan fails, because it would import what is gone",
    `delegated to ${recorded} in the snapshot`,
    "./orgduty discover: the next plan then delegates anew",
  );
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
