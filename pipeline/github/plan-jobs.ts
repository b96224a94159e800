import type { OrganizationConfig } from "../../config/config";
import type { PipelineConfig } from "../../config/pipeline-config";
import { downloadSealed, PREPARE, sealedAt, signIn, TELL, uploadSealed } from "./steps";
import { onOneLine, RUNNER, type Job, type Step } from "./workflow";

/** The jobs that plan a shard each. `condition` keeps them from running where they may not. */
export function planJob(organization: OrganizationConfig, pipeline: PipelineConfig, condition?: string): Job {
  const { shards } = pipeline;
  return {
    name: `plan \${{ matrix.shard }} of ${shards}`,
    ...(condition !== undefined && { if: condition }),
    "runs-on": RUNNER,
    "timeout-minutes": 60,
    permissions: { contents: "read", "id-token": "write" },
    strategy: {
      "fail-fast": false,
      matrix: { shard: onOneLine(Array.from({ length: shards }, (_, index) => index + 1)) },
    },
    env: { SHARD: "${{ matrix.shard }}" },
    steps: [
      ...PREPARE,
      signIn(organization, "plan"),
      { name: "Plan", run: `./orgduty plan --shard "$SHARD/${shards}" --out "shards/$SHARD"\n` },
      {
        name: "Seal",
        run: `./orgduty seal --out "shards/$SHARD" --to "${sealedAt(pipeline, "shard-$SHARD")}"\n`,
      },
      ...uploadSealed(pipeline, "sealed-${{ matrix.shard }}"),
    ],
  };
}

/**
 * Puts the shards together, and reviews them. It runs even if a shard failed, and then fails itself: GitHub counts a job that is skipped
 * as a check that has passed.
 */
export function reviewSteps(organization: OrganizationConfig, pipeline: PipelineConfig): Step[] {
  const { shards } = pipeline;
  const unseal = `./orgduty unseal "${sealedAt(pipeline, "shard-$shard")}" --shard "$shard/${shards}" --out "shards/$shard"`;
  return [
    {
      name: "Every shard was planned",
      env: { PLANNED: "${{ needs.plan.result }}" },
      run: 'test "$PLANNED" = success\n',
    },
    ...PREPARE,
    signIn(organization, "plan"),
    ...downloadSealed(pipeline, "sealed-*"),
    {
      name: "Merge",
      run: [
        `for shard in $(seq ${shards}); do`,
        `  ${unseal}`,
        "done",
        "./orgduty merge shards/* --out plans",
        "",
      ].join("\n"),
    },
    { name: "Review", run: "./orgduty review --summary\n" },
    ...TELL,
  ];
}
