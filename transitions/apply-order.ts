import type { StackEntry } from "../config/stack-list";
import type { PathEffects } from "./path-effects";

/** Effects of each planned stack, by its name. */
export type EffectsOf = ReadonlyMap<string, PathEffects>;

/**
 * Whether a partition's foundation has to be applied after its regions. This is so if it removes something that they
 * still send to or read from, and sets up nothing that they wait for.
 */
export function isFoundationLast(
  effects: EffectsOf,
  foundation: StackEntry,
  stacks: readonly StackEntry[],
): boolean {
  const own = effects.get(foundation.name);
  if (foundation.kind !== "foundation" || !own || own.createsBus) return false;
  const regionsUseIt = stacks.some(
    ({ kind, partition, name }) =>
      kind === "region" && partition === foundation.partition && isInUse(effects.get(name)),
  );
  return regionsUseIt && (own.removesBus || own.removesSecret || own.removesRole);
}

/** Findings still come this way, or still wait to be delivered. */
function isInUse(region: PathEffects | undefined): boolean {
  return region !== undefined && (region.goesOn || region.ended.length + region.drained.length > 0);
}

/**
 * The planned stacks, each with the stacks that it waits for. The foundation comes first, unless it removes something
 * that the regions use until they are applied.
 */
export function applyOrder(effects: EffectsOf, stacks: readonly StackEntry[]): StackEntry[] {
  const last = stacks.filter((entry) => isFoundationLast(effects, entry, stacks));
  return stacks.map((entry) => {
    if (last.includes(entry)) {
      const regions = stacks.filter(
        ({ kind, partition }) => kind === "region" && partition === entry.partition,
      );
      return { ...entry, dependsOn: regions.map(({ name }) => name) };
    }
    return {
      ...entry,
      dependsOn: entry.dependsOn.filter((name) => !last.some((foundation) => foundation.name === name)),
    };
  });
}

/** Whether a stack's plan removes queues that may hold findings. */
export function removesQueues(effects: EffectsOf, { name }: Pick<StackEntry, "name">): boolean {
  const { drained = [], deadLetters = [] } = effects.get(name) ?? {};
  return drained.length + deadLetters.length > 0;
}

/**
 * The text that a person reads before confirming: what apply does besides running the plans through Terraform, and in
 * which order.
 * @param goesOn whether findings take another path afterwards, by partition
 */
export function orderText(
  effects: EffectsOf,
  stacks: readonly StackEntry[],
  goesOn: (entry: StackEntry) => boolean,
): string[] {
  return stacks.flatMap((entry) => [
    ...(isFoundationLast(effects, entry, stacks)
      ? [`${entry.name} is applied after its regions: it removes what they use until then`]
      : []),
    ...(effects.get(entry.name)?.drained ?? []).map((queue) =>
      goesOn(entry)
        ? `${entry.name}: findings that wait in ${queue} are moved on before it is removed`
        : `${entry.name}: ${queue} is removed once the relay has what waits in it`,
    ),
  ]);
}
