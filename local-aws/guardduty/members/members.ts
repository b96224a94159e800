import { batchOf, processEach, type UnprocessedAccount } from "./account-ids";
import { enrol } from "./enrolment";
import { TEXT } from "../protocol/errors";
import { page, pageOf } from "../protocol/pages";
import type { Delegation, Member } from "../state";
import { detectorOf, ownDelegation, type Call, type World } from "../world";

/** Adds accounts of the organization. For existing members, it applies the organization's settings again. */
export async function createMembers(world: World, call: Call): Promise<unknown> {
  const delegation = ownDelegation(world, call);
  const unprocessedAccounts: UnprocessedAccount[] = [];
  for (const { accountId, email } of batchOf<{ accountId: string; email: string }>(call, "accountDetails")) {
    const result = await reasonAgainst(world, delegation, accountId);
    if (result) unprocessedAccounts.push({ accountId, result });
    else await enrol(world, delegation, { id: accountId, email });
  }
  return { unprocessedAccounts };
}

async function reasonAgainst(
  world: World,
  delegation: Delegation,
  accountId: string,
): Promise<string | undefined> {
  const { partition, managementAccountId, administratorId } = delegation;
  if (accountId === administratorId) return TEXT.ownMember;
  const organization = await world.directory.of(managementAccountId, partition);
  const account = organization && (await world.directory.account(organization, partition, accountId));
  if (!account) return TEXT.notInOrganization;
  if (account.status !== "ACTIVE") return TEXT.accountNotActive;
  if (accountId === managementAccountId && !detectorOf(world, delegation, accountId)) {
    return TEXT.managementNeedsDetector;
  }
  return undefined;
}

/** Members by id. An account that is not a member is returned as unprocessed. */
export async function getMembers(world: World, call: Call): Promise<unknown> {
  const delegation = ownDelegation(world, call);
  const members: unknown[] = [];
  const { unprocessedAccounts } = await processEach(call, async (accountId) => {
    const member = delegation.members.get(accountId);
    if (!member) return TEXT.notAssociated;
    members.push(await memberView(world, delegation, member));
    return undefined;
  });
  return { members, unprocessedAccounts };
}

/** Lists members: only associated ones, unless the request says `onlyAssociated=false`. */
export async function listMembers(world: World, call: Call): Promise<unknown> {
  const delegation = ownDelegation(world, call);
  const all = call.query.get("onlyAssociated") === "false";
  const members = [...delegation.members.values()].filter((member) => all || !member.removed);
  const { members: onPage, ...rest } = page("members", members, pageOf(call.query));
  const views = (onPage as Member[]).map((member) => memberView(world, delegation, member));
  return { members: await Promise.all(views), ...rest };
}

/** Whether the administrator manages the account now: it was added and associated, and not disassociated since. */
export function isAssociated(world: World, delegation: Delegation, accountId: string): boolean {
  const member = delegation.members.get(accountId);
  return member !== undefined && !member.removed && member.associatedAt <= world.now();
}

async function memberView(
  world: World,
  delegation: Delegation,
  member: Member,
): Promise<Record<string, unknown>> {
  const { accountId } = member;
  const detector = detectorOf(world, delegation, accountId);
  return {
    ...{ accountId, masterId: delegation.administratorId, administratorId: delegation.administratorId },
    ...(detector ? { detectorId: detector.id } : {}),
    email: await emailView(world, delegation, member),
    relationshipStatus: await relationshipStatus(world, delegation, member),
    invitedAt: new Date(member.invitedAt).toISOString(),
    updatedAt: new Date(member.updatedAt).toISOString(),
  };
}

/** @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Member.html */
async function relationshipStatus(world: World, delegation: Delegation, member: Member): Promise<string> {
  if (member.removed) return "Removed";
  if (!isAssociated(world, delegation, member.accountId)) return "Created";
  const account = await organizationAccount(world, delegation, member.accountId);
  if (account?.status === "SUSPENDED") return "AccountSuspended";
  return detectorOf(world, delegation, member.accountId)?.enabled ? "Enabled" : "Disabled";
}

/**
 * The e-mail that GuardDuty returns. It has been seen to return none, or Organizations' e-mail instead of the given
 * one.
 */
async function emailView(world: World, delegation: Delegation, member: Member): Promise<string> {
  if (world.options.emails === "empty") return "";
  if (world.options.emails !== "organization") return member.email;
  return (await organizationAccount(world, delegation, member.accountId))?.email ?? member.email;
}

async function organizationAccount(
  world: World,
  { managementAccountId, partition }: Delegation,
  accountId: string,
) {
  const organization = await world.directory.of(managementAccountId, partition);
  return organization && (await world.directory.accounts(organization, partition)).get(accountId);
}
