import { newDelegation } from "./delegation/delegation";
import { ensureDetectorAt } from "./detectors/detectors";
import { enrol } from "./members/enrolment";
import { placeKey, type Delegation } from "./state";
import type { World } from "./world";

/** A delegation to seed. */
export type DelegationSeed = Pick<
  Delegation,
  "partition" | "region" | "managementAccountId" | "administratorId"
>;

/**
 * Delegates a region to any account, also to another than the organization's administrator elsewhere: AWS refuses that
 * today, and organizations still have it.
 */
export async function delegateAnyway(world: World, seed: DelegationSeed): Promise<void> {
  const { partition, region, managementAccountId, administratorId } = seed;
  await world.options.onDelegation?.(managementAccountId, administratorId, partition);
  world.state.delegations.set(placeKey(partition, region, administratorId), newDelegation(seed));
  await ensureDetectorAt(world, { partition, region, accountId: administratorId });
}

/** Makes an account a member that Organizations does not have: one that left, and was never deleted. */
export async function keepMember(world: World, key: string, id: string): Promise<void> {
  const delegation = world.state.delegations.get(key);
  if (!delegation) throw new Error(`no delegation: ${key}`);
  await enrol(world, delegation, { id, email: `${id}@left.example` });
}

/** Gives filters ranks with gaps. */
export function rankFilters(world: World, key: string, ranks: Readonly<Record<string, number>>): void {
  for (const filter of world.state.detectors.get(key)?.filters ?? []) {
    const rank = ranks[filter.name];
    if (rank !== undefined) filter.rank = rank;
  }
}
