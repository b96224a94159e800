import { UNREAD } from "../../aws-clients/attempts";
import { coverageOf, isCovered } from "../../intent/coverage";
import { fine, warning, type Finding } from "../line";
import type { GuardDutyReading } from "../read/guardduty";
import { named, type RegionWish } from "./wish";

interface Member {
  readonly accountId: string;
  readonly status: string;
}

/** Accounts on the administrator's list that should not be there, or that were taken off and are enrolled again. */
export function judgeMembers(wish: RegionWish, reading: GuardDutyReading): Finding[] {
  const { members, administrator, organization } = reading;
  if (members === UNREAD || administrator === UNREAD || !administrator) return [];
  const holdsAll = organization !== UNREAD && organization?.newAccounts === "ALL";
  const place = { id: administrator.id, holdsAll };
  const found = members.flatMap((member) => judgeMember(wish, place, member));
  return found.length > 0
    ? found
    : [fine("members", `nothing is wrong with the list of ${members.length} members`)];
}

/** The administrator's detector, and whether the organization's setting is ALL, under which nobody is taken off. */
interface List {
  readonly id: string;
  readonly holdsAll: boolean;
}

function judgeMember(wish: RegionWish, list: List, member: Member): Finding[] {
  const { accountId: account, status } = member;
  const isAssociated = !/^(removed|resigned)$/i.test(status);
  const { accounts } = wish;
  if (accounts === UNREAD) return [];
  const known = accounts.get(account);
  const who = named(account, accounts);
  if (!known) {
    const what = "a member is no account of the organization any more";
    return [told(account, what, `${who} is ${status}`, leave(wish, list, account))];
  }
  if (known.state !== "ACTIVE" && isAssociated) {
    const what = "a suspended account is still associated: Security Hub's controls fail for it";
    return [told(account, what, `${who} is ${known.state}, member ${status}`, leave(wish, list, account))];
  }
  if (known.state === "ACTIVE" && isAssociated && isExcluded(wish, account)) {
    const what =
      "the config excludes an account that is a member, and apply takes off those in the state only";
    const fix = `if the plan does not off-board it: ${leave(wish, list, account)}; to keep it: enrolment.exclude.${account}.leave: enrolled`;
    return [told(account, what, `${who} is ${status}`, fix)];
  }
  if (known.state === "ACTIVE" && !/^enabled$/i.test(status) && isWanted(wish, account))
    return [told(account, ...wasTakenOff(who, status))];
  return [];
}

function told(account: string, what: string, evidence: string, fix: string): Finding {
  return { ...warning("members", what, evidence, fix), account };
}

function wasTakenOff(who: string, status: string): [string, string, string] {
  if (/^regiondisabled$/i.test(status)) {
    const off = "a member has the region switched off, where GuardDuty cannot watch it";
    return [off, `${who} is ${status}`, "aws account enable-region, or exclude it under enrolment.exclude"];
  }
  const what = "a member that the config wants is not enabled: apply enrols it again";
  return [what, `${who} is ${status}`, "./orgduty plan, then apply; or exclude it under enrolment.exclude"];
}

/** `leave: enrolled` keeps a member on purpose. */
function isExcluded({ organization }: RegionWish, id: string): boolean {
  const exclusion = organization.enrolment.exclude[id];
  return exclusion !== undefined && exclusion.leave === undefined;
}

function isWanted({ organization, snapshot }: RegionWish, id: string): boolean {
  if (!snapshot) return false;
  return coverageOf(organization, snapshot).some(
    ({ account, coverage }) => account.id === id && isCovered(coverage),
  );
}

/**
 * Disassociating comes first: GuardDuty does not delete a member that is associated. Under ALL it refuses both.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html
 */
function leave({ region }: RegionWish, { id, holdsAll }: List, account: string): string {
  if (holdsAll)
    return "GuardDuty refuses to take members off under ALL: leave it, or do it once newAccounts is NEW";
  const where = `--region ${region} --detector-id ${id} --account-ids ${account}`;
  return `aws guardduty disassociate-members ${where} && aws guardduty delete-members ${where}`;
}
