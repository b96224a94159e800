import { githubFiles } from "../../pipeline/github/github-files";
import { gitlabFiles } from "../../pipeline/gitlab/gitlab-files";
import type { PipelineFile } from "../../pipeline/pipeline-file";
import { completed } from "../config/checked";
import { PIPELINE_BASE, type Changes } from "../config/valid-document";

const KEY = "arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab";
/** A pipeline whose sealed plans are artefacts. */
export const WITH_KEY: Changes = { "pipeline.kmsKeyArn": KEY };
/** A pipeline whose reviews are signed by a person. */
export const SIGNED_BY_HAND: Changes = { review: { signatures: { keys: ["keys/security.pem"] } } };
/** A pipeline whose reviews are signed by another workflow. */
export const SIGNED_ELSEWHERE: Changes = {
  review: {
    signatures: {
      identities: [
        {
          issuer: "https://token.actions.githubusercontent.com",
          subject: "https://github.com/acme/signer/.github/workflows/sign.yml@refs/heads/main",
        },
      ],
    },
  },
};
/** A pipeline whose reviews are signed by the workflow itself. */
export const SIGNED: Changes = { review: { signatures: { identities: "pipeline" } } };

/** The workflows of a config with the given changes. */
export function workflowsOf(changes: Changes = {}): PipelineFile[] {
  const config = completed({
    ...{ ...PIPELINE_BASE, "organizations.aws-cn": undefined, regions: ["us-east-1", "us-east-2"] },
    pipeline: { github: { repository: "acme/guardduty" } },
    ...changes,
  });
  const pipeline = { ...config.pipeline!, github: config.pipeline!.github! };
  const place = { config: "orgduty.yaml", command: "./orgduty pipeline github" };
  return githubFiles({ ...config, pipeline }, config.organizations.aws!, place);
}

/** The jobs of GitLab of a config with the given changes. */
export function gitlabJobsOf(changes: Changes = {}): string {
  const config = completed({
    ...{ ...PIPELINE_BASE, "organizations.aws-cn": undefined, regions: ["us-east-1", "us-east-2"] },
    pipeline: { gitlab: { project: "acme/security/guardduty" } },
    ...changes,
  });
  const pipeline = { ...config.pipeline!, gitlab: config.pipeline!.gitlab! };
  const place = { config: "orgduty.yaml", command: "./orgduty pipeline gitlab" };
  return gitlabFiles({ ...config, pipeline }, config.organizations.aws!, place)[0]!.text;
}
