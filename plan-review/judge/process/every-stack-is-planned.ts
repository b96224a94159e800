import { stackList } from "../../../config/stack-list";
import { shardText } from "../../../plans-folder/shards/shard";
import { judge, type Rule } from "../rule";

/** A region without a plan is a region without GuardDuty. */
export const everyStackIsPlanned: Rule = {
  id: "OD-004",
  title: "Every stack of the config is planned",
  severity: "deny",
  fix: "plan all stacks: `./orgduty plan` without --stack",
  evaluate({ config, plans }) {
    const { shard } = plans.manifest;
    const missing = shard
      ? `has no plan in shard ${shardText(shard)}: ./orgduty merge makes one set of all shards`
      : "has no plan";
    return judge(
      stackList(config),
      "the config asks for no stack",
      ({ name }) => ({ stack: name }),
      ({ name }) => (plans.stacks.some(({ stack }) => stack === name) ? undefined : missing),
    );
  },
};
