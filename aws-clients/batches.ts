/** Member operations of GuardDuty take at most 50 accounts a call. */
const LARGEST_BATCH = 50;

/** Splits items into lists of at most 50, as few lists as possible. */
export function batches<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / LARGEST_BATCH);
  return Array.from({ length: count }, (_, n) => items.slice(n * LARGEST_BATCH, (n + 1) * LARGEST_BATCH));
}
