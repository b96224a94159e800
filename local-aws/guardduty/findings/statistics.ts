import { TEXT, badRequest } from "../protocol/errors";
import { FEATURES, agentsOf } from "../detectors/features";
import { isAssociated } from "../members/members";
import { placeKey, type Delegation, type Detector } from "../state";
import { detectorOf, type Call, type World } from "../world";

/** Counts the accounts in the administrator's organization, and how many of them have each feature. */
export async function getOrganizationStatistics(world: World, call: Call): Promise<unknown> {
  const delegation = world.state.delegations.get(placeKey(call.partition, call.region, call.accountId));
  if (!delegation) throw badRequest(TEXT.notManagementAccount);
  const organization = await world.directory.of(delegation.managementAccountId, call.partition);
  const accounts = organization && (await world.directory.accounts(organization, call.partition));
  const detectors = managedDetectors(world, delegation);
  const enabled = detectors.filter((detector) => detector.enabled);
  const organizationStatistics = {
    totalAccountsCount: accounts?.size ?? 0,
    memberAccountsCount: delegation.members.size,
    activeAccountsCount: detectors.length,
    enabledAccountsCount: enabled.length,
    countByFeature: FEATURES.map((name) => countOf(name, enabled)),
  };
  return { organizationDetails: { updatedAt: world.now() / 1000, organizationStatistics } };
}

function countOf(name: (typeof FEATURES)[number], enabled: readonly Detector[]) {
  const having = enabled
    .map(({ features }) => features.get(name))
    .filter((feature) => feature?.status === "ENABLED");
  const additionalConfiguration = agentsOf(name, "organization").map((agent) => ({
    name: agent,
    enabledAccountsCount: having.filter((feature) => feature?.agents[agent]?.status === "ENABLED").length,
  }));
  return { name, enabledAccountsCount: having.length, additionalConfiguration };
}

function managedDetectors(world: World, delegation: Delegation): Detector[] {
  const ids = [...delegation.members.keys()].filter((id) => isAssociated(world, delegation, id));
  const detectors = [delegation.administratorId, ...ids].map((id) => detectorOf(world, delegation, id));
  return detectors.filter((detector) => detector !== undefined);
}
