import type { StackEntry } from "../../../config/stack-list";
import { refreshAll } from "../../../terraform/drift/refresh-all";
import type { Workspace } from "../../../terraform/engine/workspace";
import { stackProgress } from "../../stack-progress";
import { CommandError, type Io } from "../../terminal/io";
import type { DriftedResource } from "./drifted-resource";
import { hasState, resourcesIn } from "./resources-in";

/** What was read of the stacks. */
export interface ReadStacks {
  readonly drifted: DriftedResource[];
  readonly applied: string[];
  readonly withoutResources: string[];
  readonly failed: string[];
  readonly unread: string[];
}

/**
 * Reads what the stacks have become in AWS, and compares it with their states.
 * @throws CommandError if none of them has anything in its state: that looks like no drift, and is none known
 */
export async function readStacks(
  workspace: Workspace,
  stacks: readonly StackEntry[],
  concurrency: number,
  io: Io,
): Promise<ReadStacks> {
  const found = new Map<string, DriftedResource[]>();
  const withoutResources = new Set<string>();
  const failures = await refreshAll({
    ...{ workspace, stacks, concurrency },
    onStep: stackProgress(stacks.length, "read", io),
    onRefreshed: (entry, refreshed) => {
      const organization = workspace.config.organizations[entry.partition]!;
      if (hasState(refreshed)) found.set(entry.name, resourcesIn({ entry, organization, refreshed }));
      else withoutResources.add(entry.name);
    },
  });
  if (found.size + failures.length === 0)
    throw new CommandError(
      "nothing to compare with: none of these stacks has a state here",
      "apply first; if they were applied elsewhere, the config has to name the bucket of their states",
    );
  const names = stacks.map(({ name }) => name);
  return {
    drifted: names.flatMap((name) => found.get(name) ?? []),
    applied: names.filter((name) => found.has(name)),
    withoutResources: names.filter((name) => withoutResources.has(name)),
    failed: failures.map(({ stackName }) => stackName),
    unread: failures.map(({ message }) => message),
  };
}
