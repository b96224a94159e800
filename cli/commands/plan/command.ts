import { common, flag, repeated, type CommandDeclaration } from "../../command";
import { countOf, shardOf } from "../../terminal/numbers";

/** `orgduty plan`, which makes no AWS call with --offline. */
export const plan: CommandDeclaration = {
  name: "plan",
  description: "plan every stack in parallel into plans/",
  flags: [
    repeated("--stack <name>", "only this stack"),
    flag("--shard <n/m>", "only the n-th of m parts, e.g. 3/8; merge puts the parts together").argParser(
      shardOf,
    ),
    flag("--concurrency <n>", "stacks planned at once (default: from cores and memory)").argParser(countOf),
    flag("--offline", "plan without AWS: no credentials, no API call; can never be applied"),
    common.aws(),
    flag("--out <folder>", "where the plans go").default("plans"),
    common.json(),
  ],
  load: () => import("./plan"),
};
