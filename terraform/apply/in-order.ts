import type { StackEntry } from "../../config/stack-list";

/**
 * Runs `work` for every stack once all stacks that it depends on have succeeded, at most `limit` at once. Dependencies
 * outside `stacks` are ignored. `work` returns whether it succeeded. After a failure nothing new is started, and the
 * running work is waited for.
 * @throws the first error that `work` threw, once nothing runs any more
 */
export async function inOrder(
  stacks: readonly StackEntry[],
  limit: number,
  work: (entry: StackEntry) => Promise<boolean>,
): Promise<void> {
  const waiting = [...stacks];
  const pending = new Set(stacks.map(({ name }) => name));
  const running = new Set<Promise<void>>();
  const errors: unknown[] = [];
  let stopped = false;
  const start = (entry: StackEntry): void => {
    const task: Promise<void> = work(entry)
      .then((succeeded) => {
        if (succeeded) pending.delete(entry.name);
        else stopped = true;
      })
      .catch((error: unknown) => {
        stopped = true;
        errors.push(error);
      })
      .finally(() => running.delete(task));
    running.add(task);
  };
  const next = (): StackEntry | undefined => {
    if (stopped || running.size >= limit) return undefined;
    const index = waiting.findIndex(({ dependsOn }) => !dependsOn.some((name) => pending.has(name)));
    return index < 0 ? undefined : waiting.splice(index, 1)[0];
  };
  for (;;) {
    for (let entry = next(); entry; entry = next()) start(entry);
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (errors.length > 0) throw errors[0];
}
