import type { OrganizationConfig } from "../../config/config";
import type { GithubPipeline, PipelineConfig } from "../../config/pipeline-config";
import { ACTIONS, pinned } from "./actions";
import { PREPARE, signIn } from "./steps";
import { RUNNER, type Job, type Workflow } from "./workflow";

/** What runs on a schedule: drift and verify, and a pull request if the organization has other accounts now. */
export function watchWorkflow(
  organization: OrganizationConfig,
  { schedule }: PipelineConfig,
  { branch }: GithubPipeline,
): Workflow {
  const onBranch = `github.ref == 'refs/heads/${branch}'`;
  return {
    name: "orgduty watch",
    on: { schedule: [{ cron: schedule }], workflow_dispatch: {} },
    concurrency: { group: "orgduty-watch", "cancel-in-progress": false },
    jobs: {
      watch: watchJob(organization, onBranch),
      discover: discoverJob(organization, onBranch),
    },
  };
}

const HISTORY = "history";
const CACHE_KEY = "orgduty-history-";

/** The history is saved even if there is drift, which fails the job: an action that saves at the end would not do so then. */
function watchJob(organization: OrganizationConfig, condition: string): Job {
  return {
    name: "drift and verify",
    if: condition,
    "runs-on": RUNNER,
    "timeout-minutes": 120,
    permissions: { contents: "read", "id-token": "write" },
    steps: [
      ...PREPARE,
      {
        name: "What earlier runs found",
        uses: pinned(ACTIONS.restoreCache),
        with: { path: HISTORY, key: `${CACHE_KEY}\${{ github.run_id }}`, "restore-keys": CACHE_KEY },
      },
      signIn(organization, "plan"),
      { name: "Drift", run: `./orgduty drift --history ${HISTORY}/drift.jsonl\n` },
      {
        name: "Verify",
        if: "!cancelled()",
        run: `./orgduty verify --history ${HISTORY}/verify.jsonl --html verify.html\n`,
      },
      {
        name: "Keep the history",
        if: "!cancelled()",
        uses: pinned(ACTIONS.saveCache),
        with: { path: HISTORY, key: `${CACHE_KEY}\${{ github.run_id }}-\${{ github.run_attempt }}` },
      },
      {
        name: "Keep the page",
        if: "!cancelled() && hashFiles('verify.html') != ''",
        uses: pinned(ACTIONS.upload),
        with: { name: "verify", path: "verify.html", overwrite: true, "retention-days": 30 },
      },
    ],
  };
}

function discoverJob(organization: OrganizationConfig, condition: string): Job {
  return {
    name: "discover",
    if: condition,
    "runs-on": RUNNER,
    "timeout-minutes": 60,
    permissions: { contents: "write", "id-token": "write", "pull-requests": "write" },
    steps: [
      ...PREPARE,
      signIn(organization, "plan"),
      { name: "Discover", run: "./orgduty discover\n" },
      {
        name: "Propose what changed",
        env: { GITHUB_TOKEN: "${{ github.token }}" },
        run: "./orgduty pipeline propose\n",
      },
    ],
  };
}
