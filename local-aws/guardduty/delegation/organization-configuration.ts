import { TEXT, badRequest } from "../protocol/errors";
import { oneOf, type AutoEnable } from "../detectors/features";
import {
  organizationDataSourcesView,
  organizationFeaturesView,
  requestedOrganizationFeatures,
} from "./organization-features";
import type { Delegation } from "../state";
import { ownDelegation, type Call, type World } from "../world";

/** Only the delegated administrator may read the organization's configuration. */
export function describeOrganizationConfiguration(world: World, call: Call): unknown {
  const delegation = ownDelegation(world, call, TEXT.notManagementAccount);
  return {
    autoEnable: delegation.autoEnable !== "NONE",
    autoEnableOrganizationMembers: delegation.autoEnable,
    memberAccountLimitReached: false,
    dataSources: organizationDataSourcesView(delegation),
    features: organizationFeaturesView(delegation),
  };
}

/** Sets which accounts are enrolled, and which plans they get. Enrolment by ALL and NEW happens later (enrolment.ts). */
export async function updateOrganizationConfiguration(world: World, call: Call): Promise<unknown> {
  const delegation = ownDelegation(world, call, TEXT.notManagementAccount);
  const mode = requestedMode(call);
  const requested = requestedOrganizationFeatures(delegation, call.body);
  const due = world.now() + world.delays.autoEnableMs;
  for (const { name, value, agents } of requested) {
    delegation.features.set(name, {
      autoEnable: value,
      agents: { ...delegation.features.get(name)?.agents, ...agents },
    });
    if (value === "ALL") delegation.rollouts.set(name, due);
    else delegation.rollouts.delete(name);
  }
  if (mode !== delegation.autoEnable) await changeMode(world, delegation, mode);
  return {};
}

async function changeMode(world: World, delegation: Delegation, mode: AutoEnable): Promise<void> {
  const { managementAccountId, partition } = delegation;
  delegation.autoEnable = mode;
  delegation.enrolments.clear();
  const organization = await world.directory.of(managementAccountId, partition);
  if (mode !== "NEW" || !organization) return;
  delegation.known = new Set((await world.directory.accounts(organization, partition)).keys());
}

function requestedMode(call: Call): AutoEnable {
  const { autoEnableOrganizationMembers: mode, autoEnable } = call.body;
  if (mode !== undefined) return oneOf(mode, ["ALL", "NEW", "NONE"] as const);
  if (typeof autoEnable !== "boolean") throw badRequest(TEXT.invalidValue);
  return autoEnable ? "NEW" : "NONE";
}
