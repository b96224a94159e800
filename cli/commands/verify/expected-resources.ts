import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expectedResources, type ExpectedResource } from "../../../intent/expected-stack";
import type { Project } from "../../../organization/load-project";
import { runProcess, type RunProcess } from "../../../terraform/process/run-process";
import { withSynthesized } from "../../conformance/synthesized-folder";
import { repositoryRoot } from "../../root";
import type { Io } from "../../terminal/io";

/**
 * Every resource that follows from the config, from stacks that are synthesized anew for each run. Nothing is kept for
 * the next run: a file beside the config could be edited so that it hides a gap.
 * @throws OperatorError with what the app printed
 */
export async function loadExpectedResources(
  project: Project,
  io: Io,
  run: RunProcess = runProcess,
): Promise<ExpectedResource[]> {
  io.progress("synthesizing what should be there");
  const { env, signal } = io;
  return withSynthesized({ project, projectFolder: repositoryRoot(), env, signal, run }, (folder) => {
    const stacks = join(folder, "stacks");
    return readdirSync(stacks)
      .sort()
      .flatMap((name) => expectedResources(name, readFileSync(join(stacks, name, "cdk.tf.json"), "utf8")));
  });
}
