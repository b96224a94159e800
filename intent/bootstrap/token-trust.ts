import { arn } from "../../aws/arn";
import type { Partition } from "../../aws/partitions";
import type { OrganizationConfig, OrgdutyConfig } from "../../config/config";
import type { GithubPipeline, GitlabPipeline } from "../../config/pipeline-config";

/** The tokens of a forge's jobs that a role trusts. */
export interface TokenTrust {
  /** Without `https://`: it is part of the provider's name and of the condition keys. */
  readonly issuer: string;
  readonly providerArn: string;
  readonly audience: string;
  /** Every `sub` that may assume the role, letter by letter. */
  readonly subjects: readonly string[];
}

/**
 * The audience that a job asks a token for, and that STS in the partition is asked with.
 * Source: https://github.com/aws-actions/configure-aws-credentials (input `audience`)
 */
export const TOKEN_AUDIENCES: Readonly<Record<Partition, string>> = {
  aws: "sts.amazonaws.com",
  "aws-cn": "sts.amazonaws.com.cn",
};

interface Subjects {
  readonly plan: readonly string[];
  readonly apply: readonly string[];
}

/**
 * A pull request's jobs have one subject whatever their branch, a job in an environment has the environment's and no
 * other, and a job on a branch has the branch's. A fork's pull request gets no token.
 * Source: https://docs.github.com/en/actions/reference/security/oidc
 */
function ofGithub({ repository, branch, environment }: GithubPipeline): Subjects {
  const repo = `repo:${repository}`;
  return {
    plan: [`${repo}:pull_request`, `${repo}:ref:refs/heads/${branch}`],
    apply: [`${repo}:environment:${environment}`],
  };
}

/**
 * GitLab's subject names the branch and never the environment, and AWS compares no other claim of GitLab's: apply is
 * pinned to the protected branch. A merge request's subject names its own branch, so that none can be listed.
 * Source: https://docs.gitlab.com/ci/cloud_services/aws/
 */
function ofGitlab({ project, branch }: GitlabPipeline): Subjects {
  const onBranch = [`project_path:${project}:ref_type:branch:ref:${branch}`];
  return { plan: onBranch, apply: onBranch };
}

/** What the config's pipeline presents to assume the role of a purpose. Undefined without a pipeline. */
export function tokenTrust(
  { pipeline, bootstrap }: Pick<OrgdutyConfig, "pipeline" | "bootstrap">,
  { partition, administratorAccountId: account }: OrganizationConfig,
  purpose: keyof Subjects,
): TokenTrust | undefined {
  const { github, gitlab } = pipeline ?? {};
  if (!github && !gitlab) return undefined;
  const issuer = gitlab ? gitlab.host : "token.actions.githubusercontent.com";
  const subjects = gitlab ? ofGitlab(gitlab) : ofGithub(github!);
  return {
    issuer,
    providerArn: arn({ partition, service: "iam", account, resource: `oidc-provider/${issuer}` }),
    audience: TOKEN_AUDIENCES[partition],
    subjects: bootstrap?.subjects[purpose] ?? subjects[purpose],
  };
}
