import { Argument } from "commander";
import { common, flag, type CommandDeclaration } from "../../command";
import { shardOf } from "../../terminal/numbers";

/** `orgduty unseal`, in the job that merges, reviews or applies. */
export const unseal: CommandDeclaration = {
  name: "unseal",
  description: "open what seal wrote, if it is this config's, this git tree's and this shard's",
  words: [new Argument("<file>", "the sealed file, or s3: the state bucket")],
  flags: [
    flag("--out <folder>", "where the plans go").default("plans"),
    flag("--shard <n/m>", "the shard it has to be (default: the whole set)").argParser(shardOf),
    flag("--tree <id>", "the git tree it has to be of (default: this checkout's)"),
    flag("--run <id>", "in the bucket, the pipeline's run (default: $GITHUB_RUN_ID or $CI_PIPELINE_ID)"),
    common.aws(),
    common.json(),
  ],
  load: () => import("./unseal"),
};
