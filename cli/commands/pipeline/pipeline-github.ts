import { githubFiles } from "../../../pipeline/github/github-files";
import { openProject } from "../../open-project";
import { CommandError, type Io } from "../../terminal/io";
import { putPipeline, type PipelineOptions } from "./pipeline-files";
import { onlyOrganization, repositoryOf } from "./pipeline-place";

/** `orgduty pipeline github`: writes the workflows of the config. It asks nobody, GitHub neither. */
export function run(options: PipelineOptions, io: Io): Promise<number> {
  const { config } = openProject(options, io);
  const { pipeline } = config;
  const { github } = pipeline ?? {};
  if (!pipeline || !github)
    throw new CommandError(
      "the config names no repository of GitHub",
      "add pipeline: {github: {repository: OWNER/NAME}} to the config",
    );
  const repository = repositoryOf(config);
  const organization = onlyOrganization(config);
  const place = { config: repository.config, command: "./orgduty pipeline github" };
  const files = githubFiles({ ...config, pipeline: { ...pipeline, github } }, organization, place);
  const { branch, environment } = github;
  const next = [
    "next, in the repository's settings (docs/pipelines.md):",
    `  environment ${environment}: required reviewers, and ${branch} as its only branch`,
    `  branch ${branch}: a pull request before merging, with the checks "review" and "review of a fork"`,
    "  Actions: allow GitHub Actions to create pull requests",
    "next, in AWS: the roles that the config names (./orgduty bootstrap)",
  ];
  return putPipeline(options, { config, repository, files, next }, io);
}
