import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeOneComment } from "../../../pipeline/forge/one-comment";
import { openProject, type ConfigOptions } from "../../open-project";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { withForge } from "./forge-here";

/** Flags of `orgduty pipeline comment`. */
export interface CommentOptions extends ConfigOptions {
  readonly out: string;
}

/** `orgduty pipeline comment`: puts comment.md of a review where people discuss the change, in one place only. */
export async function run(options: CommentOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const file = join(resolve(io.cwd, options.out), "comment.md");
  if (!existsSync(file)) throw new CommandError(`no ${join(options.out, "comment.md")}`, "./orgduty review");
  if (io.env.GITLAB_CI === "true" && !io.env.ORGDUTY_COMMENT_TOKEN) {
    io.err(
      "no comment: $ORGDUTY_COMMENT_TOKEN is not set, and a job's own token may not write one (docs/pipelines.md)",
    );
    return EXIT.fine;
  }
  const done = await withForge(io, "comment", (forge) =>
    writeOneComment(forge, config.name, readFileSync(file, "utf8")),
  );
  io.out(`comment ${done}`);
  return EXIT.fine;
}
