import type { Forge } from "../../../pipeline/forge/forge";
import { runProcess } from "../../../terraform/process/run-process";
import { repositoryRoot } from "../../root";
import { CommandError, type Io } from "../../terminal/io";

/** Runs git in this checkout and returns what it prints. @throws CommandError with git's own words */
export type Git = (...args: string[]) => Promise<string>;

/** Git, with access to the forge's repository. The token is in the environment of git alone: no list of processes shows it. */
export function gitHere(io: Io, { gitHeader }: Pick<Forge, "gitHeader">): Git {
  const access =
    gitHeader === undefined
      ? {}
      : { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "http.extraHeader", GIT_CONFIG_VALUE_0: gitHeader };
  return async (...args) => {
    const { exitCode, stdout, stderr } = await runProcess({
      ...{ command: "git", args, cwd: repositoryRoot(), signal: io.signal },
      env: { ...io.env, GIT_TERMINAL_PROMPT: "0", ...access },
    });
    if (exitCode === 0) return stdout.trim();
    throw new CommandError(`git ${args[0]}: ${stderr.trim()}`, "see what git says");
  };
}
