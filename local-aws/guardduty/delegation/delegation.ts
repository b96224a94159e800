import { setTimeout as sleep } from "node:timers/promises";
import { ensureDetectorAt } from "../detectors/detectors";
import { TEXT, badRequest } from "../protocol/errors";
import { page, pageOf } from "../protocol/pages";
import type { Organization } from "../protocol/protocol";
import { newOrganizationFeatures } from "./organization-features";
import { placeKey, type Delegation } from "../state";
import { delegationIn } from "./delegation-in";
import type { Call, World } from "../world";

/** Organizations with a first delegation in progress. Delegating in another region fails meanwhile. */
const underWay = new WeakMap<World, Set<string>>();

/**
 * Makes an account the organization's delegated administrator in a region, and turns GuardDuty on there. It must be the
 * same account in every region. An organization's first delegation fails while another region's is in progress.
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/34765
 */
export async function enableOrganizationAdminAccount(world: World, call: Call): Promise<unknown> {
  const { partition, region } = call;
  const organization = await managedOrganization(world, call);
  const administratorId = String(call.body.adminAccountId);
  if (!(await world.directory.account(organization, partition, administratorId))) {
    throw badRequest(TEXT.administratorNotInOrganization);
  }
  const organizationKey = `${partition}/${organization.managementAccountId}`;
  const current = world.state.administrators.get(organizationKey);
  if (current && current !== administratorId) throw badRequest(TEXT.anotherAdministrator);
  const here = delegationIn(world.state, { partition, region, managementAccountId: call.accountId });
  if (here) {
    throw badRequest(
      here.administratorId === administratorId ? TEXT.alreadyAdministrator : TEXT.anotherAdministrator,
    );
  }
  if (!current) await delegateFirst(world, call, organizationKey, administratorId);
  const { accountId: managementAccountId } = call;
  const delegation = newDelegation({ partition, region, managementAccountId, administratorId });
  world.state.delegations.set(placeKey(partition, region, administratorId), delegation);
  await ensureDetectorAt(world, { partition, region, accountId: administratorId });
  return {};
}

/** A delegation as it begins: nobody is a member, and no account gets anything by itself. */
export function newDelegation(
  of: Pick<Delegation, "partition" | "region" | "managementAccountId" | "administratorId">,
): Delegation {
  const { partition, region, managementAccountId, administratorId } = of;
  return {
    ...{ partition, region, managementAccountId, administratorId },
    ...{ autoEnable: "NONE", features: newOrganizationFeatures(region) },
    ...{ members: new Map(), known: new Set(), enrolments: new Map(), rollouts: new Map() },
  };
}

async function delegateFirst(
  world: World,
  call: Call,
  organizationKey: string,
  administratorId: string,
): Promise<void> {
  const busy = underWay.get(world) ?? new Set();
  underWay.set(world, busy);
  if (busy.has(organizationKey)) throw badRequest(TEXT.invalidValue);
  busy.add(organizationKey);
  try {
    await sleep(world.delays.firstDelegationMs);
    await world.options.onDelegation?.(call.accountId, administratorId, call.partition);
    world.state.administrators.set(organizationKey, administratorId);
  } finally {
    busy.delete(organizationKey);
  }
}

/** Revokes the delegation in a region. Members become standalone accounts: every detector stays on, and is billed. */
export async function disableOrganizationAdminAccount(world: World, call: Call): Promise<unknown> {
  const { partition, region } = call;
  const organization = await managedOrganization(world, call);
  const administratorId = String(call.body.adminAccountId);
  const key = placeKey(partition, region, administratorId);
  const delegation = world.state.delegations.get(key);
  if (delegation?.managementAccountId !== organization.managementAccountId)
    throw badRequest(TEXT.notAdministrator);
  for (const memberId of delegation.members.keys()) {
    const detector = world.state.detectors.get(placeKey(partition, region, memberId));
    if (detector?.administratorId === administratorId) delete detector.administratorId;
  }
  world.state.delegations.delete(key);
  const elsewhere = [...world.state.delegations.values()].some(
    (other) => other.partition === partition && other.administratorId === administratorId,
  );
  if (!elsewhere) world.state.administrators.delete(`${partition}/${organization.managementAccountId}`);
  return {};
}

/** The organization's administrator, if it was delegated in the request's region. */
export async function listOrganizationAdminAccounts(world: World, call: Call): Promise<unknown> {
  const organization = await managedOrganization(world, call);
  const { managementAccountId } = organization;
  const here = delegationIn(world.state, { ...call, managementAccountId });
  const adminAccounts = here ? [{ adminAccountId: here.administratorId, adminStatus: "ENABLED" }] : [];
  return page("adminAccounts", adminAccounts, pageOf(call.query));
}

/** The caller's organization, if the caller is its management account. */
async function managedOrganization(world: World, call: Call): Promise<Organization> {
  const organization = await world.directory.of(call.accountId, call.partition);
  if (organization?.managementAccountId !== call.accountId) throw badRequest(TEXT.notManagementAccount);
  return organization;
}
