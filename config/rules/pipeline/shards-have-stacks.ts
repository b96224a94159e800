import type { Rule } from "../../complete/draft";
import { countStacks } from "../../complete/pipeline-defaults";

/** A shard without a stack is a job that does nothing. */
export const shardsHaveStacks: Rule = (draft) => {
  const shards = draft.pipeline?.shards;
  const stacks = countStacks(draft);
  if (shards === undefined || stacks === undefined || stacks === 0 || shards <= stacks) return [];
  const message = `${shards} shards, but the config has ${stacks} stacks`;
  return [{ path: ["pipeline", "shards"], message, fix: `at most ${stacks}, or leave it out` }];
};
