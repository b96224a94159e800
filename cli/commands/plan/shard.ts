import { existsSync } from "node:fs";
import type { StackEntry } from "../../../config/stack-list";
import type { Project } from "../../../organization/load-project";
import { shardText, type Shard } from "../../../plans-folder/shards/shard";
import { LOCK_FILE, lockFileOf } from "../../../terraform/engine/lock-file";
import type { RunMode } from "../../../terraform/engine/run-mode";
import { chosenStacks } from "../../open-project";
import { stacksOfShard } from "../../stacks-of-shard";
import { CommandError } from "../../terminal/io";

/** Which of the config's stacks a person chose: some by name, one part of all of them, or all of them. */
export interface StackChoice {
  readonly stack?: readonly string[];
  readonly shard?: Shard;
}

/**
 * The stacks to plan.
 * @throws CommandError if stacks are chosen both ways, or if each shard would choose a provider for itself
 */
export function stacksToPlan(project: Project, { stack = [], shard }: StackChoice): StackEntry[] {
  if (!shard) return chosenStacks(project, stack);
  if (stack.length > 0)
    throw new CommandError(
      "--shard and --stack exclude each other",
      "leave one out: merge takes whole shards only",
    );
  if (!existsSync(lockFileOf(project.config.path)))
    throw new CommandError(
      `no ${LOCK_FILE} beside the config: each shard would write one of its own`,
      "plan one stack without --shard, which writes it, and commit it",
    );
  return stacksOfShard(project, shard);
}

/** What a person should know of a shard: what it plans, and what it cannot see. */
export function shardNotes(
  { config }: Pick<Project, "config">,
  { kind }: Pick<RunMode, "kind">,
  stacks: readonly StackEntry[],
  shard: Shard,
): string[] {
  const names = stacks.map(({ name }) => name).join(", ");
  const isLocal = Object.values(config.organizations).some(({ state }) => state === "local");
  return [
    `shard ${shardText(shard)} plans ${names || "nothing: there are more shards than stacks"}`,
    ...(kind === "live" && isLocal
      ? ["state is local: a shard on another machine or in another clone plans as if nothing existed yet"]
      : []),
  ];
}
