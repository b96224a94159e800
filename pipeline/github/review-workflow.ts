import type { OrganizationConfig } from "../../config/config";
import type { GithubPipeline, PipelineConfig } from "../../config/pipeline-config";
import { planJob, reviewSteps } from "./plan-jobs";
import { COMMENT, PREPARE, SARIF, TELL } from "./steps";
import { RUNNER, type Job, type Workflow } from "./workflow";

const IS_OWN = "github.event.pull_request.head.repo.full_name == github.repository";
const IS_FORK = "github.event.pull_request.head.repo.full_name != github.repository";

/** What runs on a pull request: it shows what would change, and whether coverage holds. It can apply nothing. */
export function reviewWorkflow(
  organization: OrganizationConfig,
  pipeline: PipelineConfig,
  { branch }: GithubPipeline,
): Workflow {
  return {
    name: "orgduty review",
    on: { pull_request: { branches: [branch] } },
    concurrency: {
      group: "orgduty-review-${{ github.event.pull_request.number }}",
      "cancel-in-progress": true,
    },
    jobs: {
      plan: planJob(organization, pipeline, IS_OWN),
      review: reviewJob(organization, pipeline),
      "review-of-a-fork": FORK,
    },
  };
}

function reviewJob(organization: OrganizationConfig, pipeline: PipelineConfig): Job {
  return {
    name: "review",
    needs: "plan",
    if: `always() && ${IS_OWN}`,
    "runs-on": RUNNER,
    "timeout-minutes": 30,
    permissions: {
      contents: "read",
      "id-token": "write",
      "pull-requests": "write",
      "security-events": "write",
    },
    steps: [...reviewSteps(organization, pipeline), COMMENT, SARIF],
  };
}

/** A fork's pull request gets no token and no role. It is planned without AWS: what the config says, not what AWS has. */
const FORK: Job = {
  name: "review of a fork",
  if: IS_FORK,
  "runs-on": RUNNER,
  "timeout-minutes": 60,
  permissions: { contents: "read" },
  steps: [
    ...PREPARE,
    { name: "Plan without AWS", run: "./orgduty plan --offline\n" },
    { name: "Review", run: "./orgduty review --summary\n" },
    ...TELL,
  ],
};
