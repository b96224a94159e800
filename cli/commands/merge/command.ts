import { Argument } from "commander";
import { common, flag, type CommandDeclaration } from "../../command";
import { amountOf } from "../../terminal/numbers";

/** `orgduty merge`, which makes no call and starts no Terraform. */
export const merge: CommandDeclaration = {
  name: "merge",
  description: "put the shards of plan --shard together into one set, or say every reason why not",
  words: [new Argument("<dir...>", "the folder of each shard")],
  flags: [
    flag("--out <folder>", "where the set goes").default("plans"),
    flag("--max-age <hours>", "refuse shards that are older").argParser(amountOf).default(24),
    common.json(),
  ],
  load: () => import("./merge"),
};
