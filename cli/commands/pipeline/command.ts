import { common, flag, type CommandDeclaration } from "../../command";

const writing = () => [
  flag("--check", "write nothing; exit 2 if what is there differs"),
  flag("--force", "overwrite what was changed by hand"),
  flag("--out <folder>", "where the files go (default: the root of the repository)"),
  common.json(),
];

/** `orgduty pipeline github`, which asks nobody. */
export const pipelineGithub: CommandDeclaration = {
  name: "pipeline github",
  description: "write the workflows that plan, review and apply this config in GitHub Actions",
  flags: writing(),
  load: () => import("./pipeline-github"),
};

/** `orgduty pipeline gitlab`, which asks nobody. */
export const pipelineGitlab: CommandDeclaration = {
  name: "pipeline gitlab",
  description: "write the jobs that review, plan and apply this config in GitLab CI",
  flags: writing(),
  load: () => import("./pipeline-gitlab"),
};

/** `orgduty pipeline atlantis`, which asks nobody. */
export const pipelineAtlantis: CommandDeclaration = {
  name: "pipeline atlantis",
  description: "write the atlantis.yaml that plans, reviews and applies this config",
  flags: writing(),
  load: () => import("./pipeline-atlantis"),
};

/** `orgduty pipeline comment`, in a job. */
export const pipelineComment: CommandDeclaration = {
  name: "pipeline comment",
  description: "in a job: the review as the one comment of the pull request, changed if it is there",
  flags: [flag("--out <folder>", "where the review is").default("plans")],
  load: () => import("./pipeline-comment"),
};

/** `orgduty pipeline current`, in a job. */
export const pipelineCurrent: CommandDeclaration = {
  name: "pipeline current",
  description: "in a job: fail if the protected branch has another tree than this checkout",
  flags: [],
  load: () => import("./pipeline-current"),
};

/** `orgduty pipeline propose`, in a job. */
export const pipelinePropose: CommandDeclaration = {
  name: "pipeline propose",
  description: "in a job: what discover found, as a pull request of its own",
  flags: [],
  load: () => import("./pipeline-propose"),
};
