import { impliedSwitches } from "../delegation/organization-features";
import { switchFeatures } from "../detectors/detector-features";
import { createDetectorAt } from "../detectors/detectors";
import type { FeatureName } from "../detectors/features";
import type { OrganizationAccount } from "../protocol/protocol";
import { hasServiceLinkedRole } from "../delegation/service-linked-roles";
import type { Delegation, Member } from "../state";
import { detectorOf, type World } from "../world";

/**
 * Makes an account an associated member: with its existing detector or a new one, the administrator's frequency, and
 * the organization's plans. CreateMembers does this for existing members too, which undoes overrides.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html
 */
export async function enrol(
  world: World,
  delegation: Delegation,
  account: Pick<OrganizationAccount, "id" | "email">,
) {
  const { partition, region, administratorId } = delegation;
  const now = world.now();
  const before = delegation.members.get(account.id);
  const member: Member =
    before && !before.removed
      ? before
      : {
          ...{ accountId: account.id, email: account.email, removed: false },
          ...{ invitedAt: now, updatedAt: now, associatedAt: now + world.delays.memberAppearsMs },
        };
  delegation.members.set(account.id, member);
  delegation.enrolments.delete(account.id);
  const existing = detectorOf(world, delegation, account.id);
  const detector = existing ?? (await createDetectorAt(world, { partition, region, accountId: account.id }));
  if (!existing) for (const feature of detector.features.values()) feature.status = "DISABLED";
  detector.enabled = true;
  detector.administratorId = administratorId;
  detector.frequency = detectorOf(world, delegation, administratorId)?.frequency ?? detector.frequency;
  await switchFeatures(world, detector, impliedSwitches(delegation));
}

/**
 * Carries out the enrolments by ALL and NEW that are due. Called before every request from an account of the
 * organization.
 */
export async function settle(world: World, delegation: Delegation): Promise<void> {
  if (delegation.autoEnable !== "NONE") await planEnrolments(world, delegation);
  const now = world.now();
  if (delegation.enrolments.size > 0) await enrolDue(world, delegation, now);
  for (const [feature, due] of delegation.rollouts) {
    if (due <= now) await rollOut(world, delegation, feature, due - world.delays.autoEnableMs);
  }
}

/** A plan set to ALL reaches every member, except those whose administrator has changed it since. */
async function rollOut(
  world: World,
  delegation: Delegation,
  feature: FeatureName,
  orderedAt: number,
): Promise<void> {
  delegation.rollouts.delete(feature);
  for (const memberId of delegation.members.keys()) {
    const detector = detectorOf(world, delegation, memberId);
    if (detector?.administratorId !== delegation.administratorId) continue;
    if ((detector.features.get(feature)?.updatedAt ?? 0) > orderedAt) continue;
    await switchFeatures(world, detector, impliedSwitches(delegation, feature));
  }
}

/**
 * Plans the enrolments. ALL means every account, including removed and suspended ones; NEW means accounts that joined
 * since.
 */
async function planEnrolments(world: World, delegation: Delegation): Promise<void> {
  const { managementAccountId, partition, members, enrolments } = delegation;
  const organization = await world.directory.of(managementAccountId, partition);
  if (!organization) return;
  const accounts = await world.directory.accounts(organization, partition);
  const due = world.now() + world.delays.autoEnableMs;
  for (const id of accounts.keys()) {
    if (enrolments.has(id) || !mayEnrol(world, delegation, id)) continue;
    const isMember = members.get(id)?.removed === false;
    const isOn = isMember && detectorOf(world, delegation, id)?.enabled === true;
    if (delegation.autoEnable === "ALL" ? !isOn : !isMember && !delegation.known.has(id))
      enrolments.set(id, due);
  }
}

/**
 * The administrator itself is never enrolled; the management account only if GuardDuty was once on there, in any
 * region.
 */
function mayEnrol(world: World, delegation: Delegation, accountId: string): boolean {
  if (accountId === delegation.administratorId) return false;
  return (
    accountId !== delegation.managementAccountId ||
    hasServiceLinkedRole(world, accountId, delegation.partition)
  );
}

async function enrolDue(world: World, delegation: Delegation, now: number): Promise<void> {
  const { managementAccountId, partition, enrolments } = delegation;
  const organization = await world.directory.of(managementAccountId, partition);
  if (!organization) return;
  const accounts = await world.directory.accounts(organization, partition);
  for (const [id, due] of enrolments) {
    const account = accounts.get(id);
    if (due <= now && account) await enrol(world, delegation, account);
  }
}
