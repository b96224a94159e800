import type { OrganizationConfig } from "../../config/config";
import type { GithubPipeline, PipelineConfig } from "../../config/pipeline-config";
import { planJob, reviewSteps } from "./plan-jobs";
import { downloadSealed, PREPARE, sealedAt, signIn, uploadSealed } from "./steps";
import { RUNNER, type Job, type Workflow } from "./workflow";

/** How a pipeline hands the reviewed set to the job that applies it. */
interface Handing {
  readonly organization: OrganizationConfig;
  readonly pipeline: PipelineConfig;
  readonly github: GithubPipeline;
  /** Whether apply asks for the signature of this workflow. */
  readonly signs: boolean;
}

/** What runs on the protected branch: plan and review again, and after an approval the apply of exactly that. */
export function applyWorkflow(handing: Handing): Workflow {
  const { organization, pipeline, github } = handing;
  const onBranch = `github.ref == 'refs/heads/${github.branch}'`;
  return {
    name: "orgduty",
    on: { push: { branches: [github.branch] }, workflow_dispatch: {} },
    jobs: {
      plan: planJob(organization, pipeline, onBranch),
      review: reviewJob(handing, onBranch),
      apply: applyJob(handing),
    },
  };
}

/** How many changes the plans have, of any kind. */
const COUNT = "[.stacks[] | .adds + .changes + .destroys + (.imports // 0) + (.forgets // 0)] | add";

function reviewJob({ organization, pipeline, signs }: Handing, onBranch: string): Job {
  return {
    name: "review",
    needs: "plan",
    if: `always() && ${onBranch}`,
    "runs-on": RUNNER,
    "timeout-minutes": 30,
    permissions: { contents: "read", "id-token": "write" },
    outputs: { changes: "${{ steps.changes.outputs.changes }}" },
    steps: [
      ...reviewSteps(organization, pipeline),
      ...(signs ? [{ name: "Sign", run: "./orgduty sign --out plans\n" }] : []),
      { name: "Seal", run: `./orgduty seal --out plans --to ${sealedAt(pipeline, "plans")}\n` },
      ...uploadSealed(pipeline, "reviewed"),
      {
        name: "Is there anything to apply?",
        id: "changes",
        run: `changes=$(jq '${COUNT}' plans/manifest.json)\necho "changes=$changes" >> "$GITHUB_OUTPUT"\n`,
      },
    ],
  };
}

/**
 * The only job that may change AWS. Its environment asks for an approval, its role trusts that environment alone, and an apply that runs is
 * never cancelled by another one. Apply itself goes by waves: foundation, canary region, then the rest.
 */
function applyJob({ organization, pipeline, github }: Handing): Job {
  return {
    name: "apply",
    needs: "review",
    if: "needs.review.outputs.changes != '0'",
    "runs-on": RUNNER,
    "timeout-minutes": 180,
    environment: github.environment,
    concurrency: { group: "orgduty-apply", "cancel-in-progress": false },
    permissions: { contents: "read", "id-token": "write" },
    steps: [
      ...PREPARE,
      {
        name: `Is this still what ${github.branch} has?`,
        env: { GITHUB_TOKEN: "${{ github.token }}" },
        run: "./orgduty pipeline current\n",
      },
      signIn(organization, "apply"),
      ...downloadSealed(pipeline, "reviewed"),
      { name: "Unseal", run: `./orgduty unseal ${sealedAt(pipeline, "plans")} --out plans\n` },
      { name: "Apply", run: "./orgduty apply --yes\n" },
    ],
  };
}
