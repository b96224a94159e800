import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GITLAB_FILE, GITLAB_INCLUDE, GITLAB_ROOT, gitlabFiles } from "../../../pipeline/gitlab/gitlab-files";
import { openProject } from "../../open-project";
import { CommandError, type Io } from "../../terminal/io";
import { outFolder, putPipeline, type PipelineOptions } from "./pipeline-files";
import { onlyOrganization, repositoryOf } from "./pipeline-place";

/** `orgduty pipeline gitlab`: writes the jobs of the config. It asks nobody, GitLab neither. */
export function run(options: PipelineOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const { pipeline } = config;
  const { gitlab } = pipeline ?? {};
  if (!pipeline || !gitlab)
    throw new CommandError(
      "the config names no project of GitLab",
      "add pipeline: {gitlab: {project: GROUP/NAME}} to the config",
    );
  const repository = repositoryOf(config);
  const organization = onlyOrganization(config);
  const place = { config: repository.config, command: "./orgduty pipeline gitlab" };
  const own = gitlabFiles({ ...config, pipeline: { ...pipeline, gitlab } }, organization, place);
  const folder = outFolder(options, repository, io);
  const root = rootFile(folder);
  const files = root === undefined ? [...own, { path: GITLAB_ROOT, text: GITLAB_INCLUDE }] : own;
  if (root !== undefined && !root.includes(GITLAB_FILE))
    io.err(`${GITLAB_ROOT} does not include the jobs: add\n${GITLAB_INCLUDE}`);
  const next = [
    "next, in the project's settings (docs/pipelines.md):",
    `  protected environment ${gitlab.environment}: who may deploy, and who approves`,
    `  protected branch ${gitlab.branch}: nobody pushes, merge requests only, pipelines must succeed`,
    `  pipeline schedule on ${gitlab.branch}: ${pipeline.schedule}, in UTC`,
    "  CI/CD variable ORGDUTY_COMMENT_TOKEN, masked: a project access token, Reporter, with the scope api",
    "  CI/CD variable ORGDUTY_PROPOSE_TOKEN, masked and protected: one of a Developer, with api and write_repository",
    "next, in AWS: the roles that the config names (./orgduty bootstrap)",
  ];
  return putPipeline(options, { config, repository, files, next }, io);
}

/** The project's own file, which is left as it is. */
function rootFile(folder: string): string | undefined {
  const path = join(folder, GITLAB_ROOT);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
