import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import type { GithubPipeline, PipelineConfig } from "../../config/pipeline-config";
import type { PipelineFile, Place } from "../pipeline-file";
import { signsWithoutKey } from "../signs-without-key";
import { applyWorkflow } from "./apply-workflow";
import { reviewWorkflow } from "./review-workflow";
import { watchWorkflow } from "./watch-workflow";
import { workflowFile } from "./workflow";

/** The workflow that applies. Whose signature counts depends on its name. */
export const APPLY_WORKFLOW = "orgduty.yml";

/** Every workflow of a config. Nothing but the config and its place decides what is in them. */
export function githubFiles(
  config: OrgdutyConfig & { readonly pipeline: PipelineConfig & { readonly github: GithubPipeline } },
  organization: OrganizationConfig,
  place: Place,
): PipelineFile[] {
  const { pipeline } = config;
  const { github, runner } = pipeline;
  const signs = signsWithoutKey(config);
  return [
    ["orgduty-review.yml", reviewWorkflow(organization, pipeline, github)] as const,
    [APPLY_WORKFLOW, applyWorkflow({ organization, pipeline, github, signs })] as const,
    ["orgduty-watch.yml", watchWorkflow(organization, pipeline, github)] as const,
  ].map(([file, workflow]) => workflowFile(file, workflow, place, runner));
}
