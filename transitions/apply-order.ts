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
  const regionsGoOn = stacks.some(
    ({ kind, partition, name }) =>
      kind === "region" && partition === foundation.partition && effects.get(name)?.goesOn,
  );
  return regionsGoOn && (own.removesBus || own.removesSecret);
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

/** Whether a stack's plan removes findings queues while the findings take another path from then on. */
export function removesQueues(effects: EffectsOf, entry: StackEntry, stacks: readonly StackEntry[]): boolean {
  const own = effects.get(entry.name);
  if (!own || own.drained.length + own.deadLetters.length === 0) return false;
  return entry.kind === "region" ? own.goesOn : isFoundationLast(effects, entry, stacks);
}

/**
 * The text that a person reads before confirming: what apply does besides running the plans through Terraform, and in
 * which order.
 */
export function orderText(effects: EffectsOf, stacks: readonly StackEntry[]): string[] {
  return stacks.flatMap((entry) => [
    ...(isFoundationLast(effects, entry, stacks)
      ? [`${entry.name} is applied after its regions: it removes what they use until then`]
      : []),
    ...(removesQueues(effects, entry, stacks)
      ? effects
          .get(entry.name)!
          .drained.map(
            (queue) => `${entry.name}: findings that wait in ${queue} are moved on before it is removed`,
          )
      : []),
  ]);
}
