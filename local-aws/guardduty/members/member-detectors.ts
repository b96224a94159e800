import { processEach } from "./account-ids";
import {
  dataSourcesView,
  featuresView,
  refuseBothRuntimes,
  requestedFeatures,
  switchFeatures,
} from "../detectors/detector-features";
import { TEXT } from "../protocol/errors";
import { isAssociated } from "./members";
import { firstManaged, managedByPolicy } from "../delegation/organization-policy";
import type { Delegation, Detector } from "../state";
import { detectorOf, ownDelegation, type Call, type World } from "../world";

/** The members' plans, as the administrator sees them. */
export async function getMemberDetectors(world: World, call: Call): Promise<unknown> {
  const delegation = ownDelegation(world, call);
  const members: unknown[] = [];
  const { unprocessedAccounts } = await processEach(call, async (accountId) => {
    const detector = associatedDetector(world, delegation, accountId);
    if (!detector) return TEXT.notAssociated;
    const policy = await world.options.policyOf?.(accountId, call.region, call.partition);
    members.push({
      accountId,
      dataSources: dataSourcesView(detector),
      features: featuresView(detector, policy),
    });
    return undefined;
  });
  return { members, unprocessedAccounts };
}

/** Switches plans of members. An account that is not associated yet is returned as unprocessed. */
export async function updateMemberDetectors(world: World, call: Call): Promise<unknown> {
  const delegation = ownDelegation(world, call);
  const requested = requestedFeatures(call.body, call.region);
  return processEach(call, async (accountId) => {
    const detector = associatedDetector(world, delegation, accountId);
    if (!detector) return TEXT.notAssociated;
    const policy = await world.options.policyOf?.(accountId, call.region, call.partition);
    const managed = firstManaged(requested, policy);
    if (managed) return managedByPolicy(managed);
    refuseBothRuntimes(detector, requested);
    await switchFeatures(world, detector, requested);
    return undefined;
  });
}

function associatedDetector(world: World, delegation: Delegation, accountId: string): Detector | undefined {
  return isAssociated(world, delegation, accountId) ? detectorOf(world, delegation, accountId) : undefined;
}
