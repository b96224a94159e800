import type { CurrentSettings, Manifest } from "../manifest";
import type { ShardFolder } from "./shard-folder";

/**
 * The manifest of all shards together, as a single run would have written it. It is as old as its oldest shard.
 * @param order the stacks of the config, in apply order
 */
export function mergedManifest(
  [first, ...others]: readonly [ShardFolder, ...ShardFolder[]],
  order: readonly string[],
): Manifest {
  const manifests = [first, ...others].map(({ manifest }) => manifest);
  const { shard: _, strayStates: __, currentSettings: ___, stacks: ____, ...common } = first.manifest;
  const strays = strayStatesOf(manifests);
  const stacks = manifests
    .flatMap((manifest) => manifest.stacks)
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  const settings = settingsOf(manifests, stacks);
  return {
    ...common,
    createdAt: manifests.map(({ createdAt }) => createdAt).sort()[0]!,
    ...(strays ? { strayStates: strays } : {}),
    ...(settings ? { currentSettings: settings } : {}),
    stacks,
  };
}

/** Each shard looks everywhere. If one of them could not, nobody knows what it would have found. */
function strayStatesOf(manifests: readonly Manifest[]): Manifest["strayStates"] {
  const lists = manifests.map(({ strayStates }) => strayStates);
  if (lists.includes(undefined)) return undefined;
  return [...new Map(lists.flatMap((list) => list ?? []).map((state) => [state.stack, state])).values()];
}

/** What AWS had in each region, in the order of the stacks. */
function settingsOf(manifests: readonly Manifest[], stacks: Manifest["stacks"]): Manifest["currentSettings"] {
  const all = new Map(manifests.flatMap(({ currentSettings = {} }) => Object.entries(currentSettings)));
  const found = stacks.flatMap(({ kind, region }): [string, CurrentSettings][] => {
    const settings = kind === "region" ? all.get(region) : undefined;
    return settings ? [[region, settings]] : [];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
