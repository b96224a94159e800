import { NotInAJobError, type Forge } from "../../../pipeline/forge/forge";
import { ForgeError } from "../../../pipeline/forge/ask";
import { githubForge } from "../../../pipeline/forge/github";
import { gitlabForge, type GitlabToken } from "../../../pipeline/forge/gitlab";
import { CommandError, type Io } from "../../terminal/io";

/** What a token of GitLab is for. They are two: jobs of merge requests have the first, which cannot push; the second is protected. */
export type TokenUse = "comment" | "propose";

function gitlabToken(env: NodeJS.ProcessEnv, use: TokenUse): GitlabToken {
  return use === "comment"
    ? { variable: "ORGDUTY_COMMENT_TOKEN", value: env.ORGDUTY_COMMENT_TOKEN }
    : { variable: "ORGDUTY_PROPOSE_TOKEN", value: env.ORGDUTY_PROPOSE_TOKEN };
}

/** Works with the forge whose job this is, and turns its refusals into errors for people. */
export async function withForge<T>(
  { env, signal }: Io,
  use: TokenUse,
  work: (forge: Forge) => Promise<T>,
): Promise<T> {
  try {
    return await work(
      env.GITLAB_CI === "true" ? gitlabForge(env, gitlabToken(env, use), signal) : githubForge(env, signal),
    );
  } catch (error) {
    if (error instanceof NotInAJobError)
      throw new CommandError(error.message, "run it in a job: ./orgduty pipeline github|gitlab writes them");
    if (error instanceof ForgeError)
      throw new CommandError(
        error.message,
        error.status === 401 || error.status === 403
          ? "the job's token may not do that: give it the permission that docs/pipelines.md names"
          : "see what the forge says",
      );
    throw error;
  }
}
