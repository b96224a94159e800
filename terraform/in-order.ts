import type { StackEntry } from "../config/stack-list";

/**
 * Runs `work` for every stack once all those it depends on have succeeded, at most `limit` at once. Dependencies that are
 * not among `stacks` do not count. `work` says whether it succeeded; after a failure nothing new is started, and what runs
 * is waited for.
 */
export async function inOrder(
  stacks: readonly StackEntry[],
  limit: number,
  work: (entry: StackEntry) => Promise<boolean>,
): Promise<void> {
  const waiting = [...stacks];
  const pending = new Set(stacks.map(({ name }) => name));
  const running = new Set<Promise<void>>();
  let stopped = false;
  const start = (entry: StackEntry): void => {
    const task: Promise<void> = work(entry)
      .then((succeeded) => {
        if (succeeded) pending.delete(entry.name);
        else stopped = true;
      })
      .finally(() => running.delete(task));
    running.add(task);
  };
  do {
    while (!stopped && running.size < limit) {
      const next = waiting.findIndex(({ dependsOn }) => !dependsOn.some((name) => pending.has(name)));
      const [entry] = next < 0 ? [] : waiting.splice(next, 1);
      if (!entry) break;
      start(entry);
    }
    await Promise.race(running);
  } while (running.size > 0);
}
