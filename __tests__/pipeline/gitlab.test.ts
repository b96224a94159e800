import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { GitlabJob } from "../../pipeline/gitlab/jobs";
import { GITLAB_FILE, GITLAB_INCLUDE, GITLAB_ROOT } from "../../pipeline/gitlab/gitlab-files";
import { run } from "../support/orgduty";
import { NODE22 } from "../support/running-local-aws";
import { ROOT } from "../support/orgduty";
import { temporaryFolder } from "../terraform-runner/support/temporary-folder";
import { gitlabJobsOf, SIGNED, WITH_KEY } from "./made-files";

const jobs = (changes = {}) => parse(gitlabJobsOf(changes)) as Record<string, GitlabJob>;

describe("The jobs of GitLab", () => {
  const folder = temporaryFolder();

  /** Reads jobs as gitlab-ci-local does, which compares them with GitLab's published schema. It needs Node 22. */
  function checked(text: string): string {
    for (const [path, content] of [
      [GITLAB_ROOT, GITLAB_INCLUDE],
      [GITLAB_FILE, text],
    ] as const) {
      mkdirSync(dirname(join(folder(), path)), { recursive: true });
      writeFileSync(join(folder(), path), content);
    }
    for (const args of [
      ["init", "-q"],
      ["remote", "add", "origin", "git@gitlab.com:acme/guardduty.git"],
      ["add", "."],
    ])
      run("git", args, {}, folder());
    const tool = join(ROOT, "node_modules/gitlab-ci-local/dist/index.js");
    const { stdout, stderr } = run(NODE22, [tool, "--list"], { HOME: folder() }, folder());
    return `${stdout}${stderr}`;
  }

  it.each([
    ["sealed plans in the bucket", {}],
    ["sealed plans as artefacts, and signed reviews", { ...WITH_KEY, ...SIGNED }],
  ])("agree with GitLab's schema, with %s", (_, changes) => {
    expect(checked(gitlabJobsOf(changes))).toContain("json schema validated");
  });

  it("run on the runner that the config names", () => {
    expect(jobs()[".orgduty"]).not.toHaveProperty("tags");
    expect(jobs({ "pipeline.runner": ["aws", "linux"] })[".orgduty"]!.tags).toEqual(["aws", "linux"]);
  });

  it("would be refused by it for a misspelled key", () => {
    const broken = gitlabJobsOf().replace("resource_group", "resource_grup");
    expect(checked(broken)).toContain("'resource_grup' property is not expected to be here");
  });

  it("give a merge request no role, which no `sub` without a pattern could pin", () => {
    const { script, extends: base, ...job } = jobs()["orgduty-merge-request"]!;
    expect(base).toEqual([".orgduty"]);
    expect(job).not.toHaveProperty("id_tokens");
    expect(jobs()[".orgduty"]).not.toHaveProperty("id_tokens");
    expect(script![0]).toBe("./orgduty plan --offline");
  });

  it("apply by hand, from the protected branch, in the protected environment, one at a time", () => {
    const applying = Object.entries(jobs()).filter(([, { variables }]) =>
      variables?.AWS_ROLE_ARN?.endsWith("orgduty-apply"),
    );
    expect(applying.map(([name]) => name)).toEqual(["orgduty-apply"]);
    expect(applying[0]![1]).toMatchObject({
      rules: [{ if: expect.stringContaining('$CI_COMMIT_BRANCH == "main" && '), when: "manual" }],
      environment: { name: "orgduty" },
      resource_group: "orgduty-apply",
      interruptible: false,
      needs: ["orgduty-review"],
      script: ["./orgduty pipeline current", "./orgduty unseal s3 --out plans", "./orgduty apply --yes"],
    });
  });

  it("run each in pipelines of one kind", () => {
    const kinds = Object.entries(jobs()).flatMap(([name, { rules }]) =>
      rules ? [[name, rules[0]!.if]] : [],
    );
    const push =
      '$CI_COMMIT_BRANCH == "main" && ($CI_PIPELINE_SOURCE == "push" || $CI_PIPELINE_SOURCE == "web")';
    const schedule = '$CI_COMMIT_BRANCH == "main" && $CI_PIPELINE_SOURCE == "schedule"';
    expect(Object.fromEntries(kinds)).toEqual({
      "orgduty-merge-request": '$CI_PIPELINE_SOURCE == "merge_request_event"',
      ...{ "orgduty-plan": push, "orgduty-review": push, "orgduty-apply": push },
      ...{ "orgduty-watch": schedule, "orgduty-discover": schedule },
    });
  });

  it("hand over only what is sealed, and not to everybody", () => {
    const artefacts = Object.values(jobs(WITH_KEY)).flatMap((job) => job.artifacts ?? []);
    expect([...new Set(artefacts.flatMap(({ paths }) => paths))].sort()).toEqual([
      ...["plans/review.*", "sealed/", "sealed/plans.sealed", "verify.html"],
    ]);
    expect(new Set(artefacts.map(({ access }) => access))).toEqual(new Set(["developer"]));
    expect(jobs()["orgduty-plan"]).not.toHaveProperty("artifacts");
  });

  it("plan in as many jobs as there are shards, and ask for a token of sigstore only to sign", () => {
    expect(jobs()["orgduty-plan"]!.parallel).toBe(3);
    expect(JSON.stringify(jobs())).not.toContain("sigstore");
    expect(jobs(SIGNED)["orgduty-review"]!.id_tokens).toEqual({
      ORGDUTY_AWS_TOKEN: { aud: "sts.amazonaws.com" },
      SIGSTORE_ID_TOKEN: { aud: "sigstore" },
    });
  });
});
