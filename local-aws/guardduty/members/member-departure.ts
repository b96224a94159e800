import { processEach } from "./account-ids";
import { TEXT, badRequest } from "../protocol/errors";
import { isAssociated } from "./members";
import type { Delegation } from "../state";
import { detectorOf, ownDelegation, type Call, type World } from "../world";

/**
 * Ends the association. GuardDuty stays on in the account, standalone, and is billed. Refused while members are
 * enrolled by ALL.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html
 */
export function disassociateMembers(world: World, call: Call): Promise<unknown> {
  const delegation = delegationWithoutAll(world, call);
  return processEach(call, (accountId) => {
    const member = delegation.members.get(accountId);
    if (!member || member.removed) return TEXT.notAssociated;
    Object.assign(member, { removed: true, updatedAt: world.now() });
    const detector = detectorOf(world, delegation, accountId);
    if (detector) delete detector.administratorId;
    return undefined;
  });
}

/** Deletes members that were disassociated before. The others stay, and are returned with a reason. */
export function deleteMembers(world: World, call: Call): Promise<unknown> {
  const delegation = delegationWithoutAll(world, call);
  return processEach(call, (accountId) => {
    const member = delegation.members.get(accountId);
    if (!member) return TEXT.notAssociated;
    if (!member.removed) return TEXT.stillAssociated;
    delegation.members.delete(accountId);
    return undefined;
  });
}

/** Suspends GuardDuty in members, which stay associated. */
export function stopMonitoringMembers(world: World, call: Call): Promise<unknown> {
  return monitor(world, call, delegationWithoutAll(world, call), false);
}

/** Resumes GuardDuty in members. Unlike suspending it, this is allowed while they are enrolled by ALL. */
export function startMonitoringMembers(world: World, call: Call): Promise<unknown> {
  return monitor(world, call, ownDelegation(world, call), true);
}

/** Refuses an invitation: accounts of an organization are added only by CreateMembers. */
export function inviteMembers(world: World, call: Call): Promise<unknown> {
  ownDelegation(world, call);
  return processEach(call, () => TEXT.cannotInvite);
}

function monitor(world: World, call: Call, delegation: Delegation, enabled: boolean): Promise<unknown> {
  return processEach(call, (accountId) => {
    const detector = detectorOf(world, delegation, accountId);
    if (!detector || !isAssociated(world, delegation, accountId)) return TEXT.notAssociated;
    detector.enabled = enabled;
    return undefined;
  });
}

function delegationWithoutAll(world: World, call: Call): Delegation {
  const delegation = ownDelegation(world, call);
  if (delegation.autoEnable === "ALL") throw badRequest(TEXT.autoEnableAll);
  return delegation;
}
