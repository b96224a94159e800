import type { AccountAccess, OrganizationConfig } from "../../config/config";
import type { PipelineConfig } from "../../config/pipeline-config";
import { ACTIONS, pinned } from "./actions";
import type { Step } from "./workflow";

/** Fetches the repository, Node, orgduty's packages and Terraform. No token stays in the checkout. */
export const PREPARE: readonly Step[] = [
  { name: "Fetch the repository", uses: pinned(ACTIONS.checkout), with: { "persist-credentials": false } },
  {
    name: "Set up Node",
    uses: pinned(ACTIONS.setupNode),
    with: { "node-version": 22, cache: "npm" },
  },
  { name: "Install", run: "npm ci --no-audit --no-fund\n./orgduty terraform install\n" },
];

/** Becomes a role by the job's own token. The administrator's role is the one that assumes the others. */
export function signIn(organization: OrganizationConfig, purpose: "plan" | "apply"): Step {
  const { partition, homeRegion } = organization;
  return {
    name: `Sign in to ${purpose}`,
    uses: pinned(ACTIONS.credentials),
    with: {
      "role-to-assume": roleOf(organization.credentials?.[purpose]),
      "role-session-name": `orgduty-${purpose}`,
      "aws-region": homeRegion,
      ...(partition === "aws-cn" && { audience: "sts.amazonaws.com.cn" }),
    },
  };
}

/** The role that a job's token is exchanged for. */
export function roleOf(access: AccountAccess | undefined): string {
  const { administrator } = access ?? {};
  if (administrator === undefined || !("roleArn" in administrator))
    throw new TypeError("no role for the pipeline: the rule pipeline-roles-are-named did not run");
  return administrator.roleArn;
}

/** Where a job finds what another one sealed: artefacts are encrypted with the config's key, else the bucket of the states has them. */
export function sealedAt({ kmsKeyArn }: PipelineConfig, name: string): string {
  return kmsKeyArn === undefined ? "s3" : `sealed/${name}.sealed`;
}

/** Uploads a sealed file. The bucket needs no such step. */
export function uploadSealed({ kmsKeyArn }: PipelineConfig, name: string): Step[] {
  if (kmsKeyArn === undefined) return [];
  return [
    {
      name: "Hand over what is sealed",
      uses: pinned(ACTIONS.upload),
      with: {
        name,
        path: "sealed/",
        "if-no-files-found": "error",
        overwrite: true,
        "retention-days": 1,
      },
    },
  ];
}

/** Takes sealed files from jobs of this very run. */
export function downloadSealed({ kmsKeyArn }: PipelineConfig, pattern: string): Step[] {
  if (kmsKeyArn === undefined) return [];
  return [
    {
      name: "Take what is sealed",
      uses: pinned(ACTIONS.download),
      with: { pattern, path: "sealed", "merge-multiple": true },
    },
  ];
}

/** Whether a review was written, also one that fails. */
const REVIEWED = "!cancelled() && hashFiles('plans/review.json') != ''";

/** What tells people of a review: the job's summary, and its pages. They are redacted; the plans are not among them. */
export const TELL: readonly Step[] = [
  {
    name: "Summary",
    if: REVIEWED,
    run: 'cat plans/summary.md >> "$GITHUB_STEP_SUMMARY"\n',
  },
  {
    name: "Keep the review",
    if: REVIEWED,
    uses: pinned(ACTIONS.upload),
    with: { name: "review", path: "plans/review.*", overwrite: true, "retention-days": 30 },
  },
];

/** Writes one comment, or changes the one that is there. */
export const COMMENT: Step = {
  name: "Comment",
  if: REVIEWED,
  env: { GITHUB_TOKEN: "${{ github.token }}" },
  run: "./orgduty pipeline comment\n",
};

/** Shows what fails at its line of the config. A private repository without code scanning refuses it, which is no failure. */
export const SARIF: Step = {
  name: "Show in code scanning",
  if: REVIEWED,
  "continue-on-error": true,
  uses: pinned(ACTIONS.uploadSarif),
  with: { sarif_file: "plans/review.sarif", category: "orgduty" },
};
