import { stringify } from "yaml";
import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import type { GitlabPipeline, PipelineConfig } from "../../config/pipeline-config";
import { withHead, type PipelineFile, type Place } from "../pipeline-file";
import { signsWithoutKey } from "../signs-without-key";
import { apply, base, discover, mergeRequest, plan, review, signedIn, watch } from "./made-jobs";

/** What a project's own .gitlab-ci.yml includes. */
export const GITLAB_FILE = ".gitlab/orgduty.yml";
/** The file that GitLab runs. It is written only if there is none. */
export const GITLAB_ROOT = ".gitlab-ci.yml";
/** Its whole content. */
export const GITLAB_INCLUDE = `include:\n  - local: ${GITLAB_FILE}\n`;

/** The jobs of GitLab CI for a config. */
export function gitlabFiles(
  config: OrgdutyConfig & { readonly pipeline: PipelineConfig & { readonly gitlab: GitlabPipeline } },
  organization: OrganizationConfig,
  place: Place,
): PipelineFile[] {
  const { pipeline } = config;
  const source = { organization, pipeline, gitlab: pipeline.gitlab, place };
  const signs = signsWithoutKey(config);
  const document = {
    stages: ["plan", "review", "apply"],
    ".orgduty": base(source),
    ".orgduty-plans": signedIn(source, "plan"),
    "orgduty-merge-request": mergeRequest(),
    "orgduty-plan": plan(source),
    "orgduty-review": review(source, signs),
    "orgduty-apply": apply(source),
    "orgduty-watch": watch(source),
    "orgduty-discover": discover(source),
  };
  const text = stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }).replace(
    /^\.?orgduty[\w-]*:/gm,
    "\n$&",
  );
  return [{ path: GITLAB_FILE, text: withHead(text, place) }];
}
