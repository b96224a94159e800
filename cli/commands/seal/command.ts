import { common, flag, type CommandDeclaration } from "../../command";

/** `orgduty seal`, for a pipeline that hands plans from one job to another. */
export const seal: CommandDeclaration = {
  name: "seal",
  description: "encrypt a plans folder, a shard's or a whole one, before it leaves a CI job",
  flags: [
    flag("--out <folder>", "where the plans are").default("plans"),
    flag("--to <file>", "the sealed file, or s3: the state bucket").makeOptionMandatory(),
    flag("--run <id>", "in the bucket, the pipeline's run (default: $GITHUB_RUN_ID or $CI_PIPELINE_ID)"),
    common.aws(),
    common.json(),
  ],
  load: () => import("./seal"),
};
