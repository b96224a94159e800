import type { OrganizationConfig } from "../../config/config";
import type { GitlabPipeline, PipelineConfig } from "../../config/pipeline-config";
import { roleOf } from "../github/steps";
import type { Place } from "../pipeline-file";
import type { GitlabJob } from "./jobs";

/** What the jobs of a config are made from. */
export interface Source {
  readonly organization: OrganizationConfig;
  readonly pipeline: PipelineConfig;
  readonly gitlab: GitlabPipeline;
  readonly place: Place;
}

const ON_PUSH = ({ branch }: GitlabPipeline) =>
  `$CI_COMMIT_BRANCH == "${branch}" && ($CI_PIPELINE_SOURCE == "push" || $CI_PIPELINE_SOURCE == "web")`;
const ON_SCHEDULE = ({ branch }: GitlabPipeline) =>
  `$CI_COMMIT_BRANCH == "${branch}" && $CI_PIPELINE_SOURCE == "schedule"`;
const ON_REQUEST = '$CI_PIPELINE_SOURCE == "merge_request_event"';

/** What every job begins with. */
export function base({ place, pipeline }: Source): GitlabJob {
  return {
    ...(pipeline.runner && { tags: pipeline.runner }),
    image: "node:22-bookworm",
    variables: { ORGDUTY_CONFIG: place.config, GIT_DEPTH: "1" },
    interruptible: true,
    timeout: "1h",
    before_script: ["npm ci --no-audit --no-fund", "./orgduty terraform install"],
  };
}

/** The job's token is exchanged for the administrator's role, by Terraform and orgduty alike. The file is gone with the job. */
export function signedIn({ organization }: Source, purpose: "plan" | "apply"): GitlabJob {
  const { partition, homeRegion, credentials } = organization;
  return {
    extends: [".orgduty"],
    id_tokens: {
      ORGDUTY_AWS_TOKEN: { aud: partition === "aws-cn" ? "sts.amazonaws.com.cn" : "sts.amazonaws.com" },
    },
    variables: {
      AWS_ROLE_ARN: roleOf(credentials?.[purpose]),
      AWS_ROLE_SESSION_NAME: `orgduty-${purpose}`,
      AWS_REGION: homeRegion,
      AWS_WEB_IDENTITY_TOKEN_FILE: "/tmp/orgduty-aws-token",
    },
    before_script: [
      "npm ci --no-audit --no-fund",
      "./orgduty terraform install",
      'printf %s "$ORGDUTY_AWS_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"',
    ],
  };
}

/** A merge request gets no role: GitLab's `sub` names its branch, and a role trusts no pattern. It is planned without AWS. */
export function mergeRequest(): GitlabJob {
  return {
    extends: [".orgduty"],
    stage: "review",
    rules: [{ if: ON_REQUEST }],
    script: [
      "./orgduty plan --offline",
      'status=0; ./orgduty review --summary || status="$?"',
      "./orgduty pipeline comment",
      'exit "$status"',
    ],
    artifacts: REVIEW,
  };
}

const REVIEW = {
  paths: ["plans/review.*"],
  access: "developer",
  expire_in: "30 days",
  when: "always",
} as const;

function sealed({ pipeline }: Source, name: string): string {
  return pipeline.kmsKeyArn === undefined ? "s3" : `sealed/${name}.sealed`;
}

/** Sealed plans as an artefact of a day, which only those who develop can fetch. */
function handed({ pipeline }: Source): Pick<GitlabJob, "artifacts"> {
  return pipeline.kmsKeyArn === undefined
    ? {}
    : { artifacts: { paths: ["sealed/"], access: "developer", expire_in: "1 day" } };
}

/** The jobs that plan a shard each. */
export function plan(source: Source): GitlabJob {
  const shard = "$CI_NODE_INDEX/$CI_NODE_TOTAL";
  return {
    extends: [".orgduty-plans"],
    stage: "plan",
    rules: [{ if: ON_PUSH(source.gitlab) }],
    parallel: source.pipeline.shards,
    script: [
      `./orgduty plan --shard "${shard}" --out "shards/$CI_NODE_INDEX"`,
      `./orgduty seal --out "shards/$CI_NODE_INDEX" --to "${sealed(source, "shard-$CI_NODE_INDEX")}"`,
    ],
    ...handed(source),
  };
}

/** The job that puts the shards together, reviews them, and hands them over as one set. */
export function review(source: Source, signs: boolean): GitlabJob {
  const { shards } = source.pipeline;
  const signer = signedIn(source, "plan");
  const from = `"${sealed(source, "shard-$shard")}"`;
  return {
    extends: [".orgduty-plans"],
    stage: "review",
    rules: [{ if: ON_PUSH(source.gitlab) }],
    needs: ["orgduty-plan"],
    ...(signs && {
      id_tokens: { ...signer.id_tokens, SIGSTORE_ID_TOKEN: { aud: "sigstore" } },
    }),
    script: [
      `for shard in $(seq ${shards}); do ./orgduty unseal ${from} --shard "$shard/${shards}" --out "shards/$shard" || exit 1; done`,
      "./orgduty merge shards/* --out plans",
      "./orgduty review --summary",
      ...(signs ? ["./orgduty sign --out plans"] : []),
      `./orgduty seal --out plans --to ${sealed(source, "plans")}`,
    ],
    artifacts: {
      ...REVIEW,
      paths: [REVIEW.paths[0], ...(handed(source).artifacts ? ["sealed/plans.sealed"] : [])],
    },
  };
}

/** The only job that may change AWS: by hand, in the protected environment, one at a time, and never interrupted. */
export function apply(source: Source): GitlabJob {
  const { gitlab } = source;
  return {
    ...signedIn(source, "apply"),
    stage: "apply",
    rules: [{ if: ON_PUSH(gitlab), when: "manual" }],
    needs: ["orgduty-review"],
    environment: { name: gitlab.environment },
    resource_group: "orgduty-apply",
    interruptible: false,
    timeout: "3h",
    script: [
      "./orgduty pipeline current",
      `./orgduty unseal ${sealed(source, "plans")} --out plans`,
      "./orgduty apply --yes",
    ],
  };
}

/** Drift and verify, with what earlier runs found. Both run, whatever the first one finds. */
export function watch({ gitlab }: Source): GitlabJob {
  return {
    extends: [".orgduty-plans"],
    stage: "review",
    rules: [{ if: ON_SCHEDULE(gitlab) }],
    resource_group: "orgduty-watch",
    interruptible: false,
    timeout: "2h",
    cache: { key: "orgduty-history", paths: ["history/"], when: "always" },
    script: [
      'status=0; ./orgduty drift --history history/drift.jsonl || status="$?"',
      './orgduty verify --history history/verify.jsonl --html verify.html || status="$?"',
      'exit "$status"',
    ],
    artifacts: { paths: ["verify.html"], access: "developer", expire_in: "30 days", when: "always" },
  };
}

/** A merge request if the organization has other accounts. */
export function discover({ gitlab }: Source): GitlabJob {
  return {
    extends: [".orgduty-plans"],
    stage: "review",
    rules: [{ if: ON_SCHEDULE(gitlab) }],
    script: ["./orgduty discover", "./orgduty pipeline propose"],
  };
}
