import type { Shard } from "./shard";

/**
 * The stacks of one shard, in their own order. The dearest stack goes first to the shard that has least to do, so that
 * all shards take about as long. Every machine deals alike: nothing but the list and the costs decides.
 */
export function dealtTo<Stack>(
  { number, of }: Shard,
  stacks: readonly Stack[],
  costOf: (stack: Stack) => number,
): Stack[] {
  const costs = Array.from({ length: of }, () => 0);
  const own = new Set<Stack>();
  const byCost = stacks.map((stack) => ({ stack, cost: costOf(stack) })).sort((a, b) => b.cost - a.cost);
  for (const { stack, cost } of byCost) {
    const least = costs.indexOf(Math.min(...costs));
    costs[least]! += cost;
    if (least === number - 1) own.add(stack);
  }
  return stacks.filter((stack) => own.has(stack));
}
