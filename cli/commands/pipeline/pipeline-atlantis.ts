import { atlantisFile } from "../../../pipeline/atlantis-file";
import { openProject } from "../../open-project";
import type { Io } from "../../terminal/io";
import { putPipeline, type PipelineOptions } from "./pipeline-files";
import { repositoryOf } from "./pipeline-place";

/** `orgduty pipeline atlantis`: writes atlantis.yaml. It asks nobody, and needs no `pipeline:` in the config. */
export function run(options: PipelineOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const repository = repositoryOf(config);
  const place = { config: repository.config, command: "./orgduty pipeline atlantis" };
  const next = [
    "next, on the server of Atlantis (docs/other-runners.md#atlantis):",
    "  repos.yaml: allowed_overrides [workflow, apply_requirements], allow_custom_workflows true, for this repository alone",
    "  its image: Node 22, and credentials that may assume the roles of the config",
  ];
  return putPipeline(options, { config, repository, files: [atlantisFile(config, place)], next }, io);
}
