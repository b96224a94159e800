import type { PipelineConfig } from "../../../config/pipeline-config";
import { openProject, type ConfigOptions } from "../../open-project";
import { CommandError, EXIT, type Io } from "../../terminal/io";
import { withForge } from "./forge-here";
import { gitHere } from "./git-here";

/**
 * `orgduty pipeline current`: compares this checkout with the head of the protected branch, by their trees. Somebody may approve an apply
 * days after it was reviewed, when the branch has gone on.
 */
export async function run(options: ConfigOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const branch = branchOf(config.pipeline);
  return withForge(io, "propose", async (forge) => {
    const git = gitHere(io, forge);
    await git("fetch", "--quiet", "--depth=1", forge.remote, `refs/heads/${branch}`);
    const [here, there] = (await git("rev-parse", "HEAD^{tree}", "FETCH_HEAD^{tree}")).split("\n");
    if (here !== there)
      throw new CommandError(
        `${branch} has another tree now: ${there}, this checkout has ${here}`,
        `apply what the run of the newest commit on ${branch} has reviewed`,
      );
    io.out(`this is what ${branch} has: tree ${here}`);
    return EXIT.fine;
  });
}

/** The protected branch. @throws CommandError without a pipeline in the config */
export function branchOf(pipeline: PipelineConfig | undefined): string {
  const { branch } = pipeline?.github ?? pipeline?.gitlab ?? {};
  if (branch !== undefined) return branch;
  throw new CommandError("the config has no pipeline", "add pipeline: to the config (docs/configuration.md)");
}
