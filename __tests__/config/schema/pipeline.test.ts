import { completed, problemsOf, told } from "../checked";
import { PIPELINE_BASE } from "../valid-document";

const withPipeline = (pipeline: object) => ({ ...PIPELINE_BASE, pipeline });
const github = (more: object) => withPipeline({ github: { repository: "acme/guardduty", ...more } });
const gitlab = (more: object) => withPipeline({ gitlab: { project: "acme/guardduty", ...more } });

describe("pipeline", () => {
  it("is absent unless the file has one", () => {
    expect(completed()).not.toHaveProperty("pipeline");
  });

  it("fills in branch, environment, shards and schedule", () => {
    expect(completed(github({})).pipeline).toEqual({
      github: { repository: "acme/guardduty", branch: "main", environment: "orgduty" },
      shards: 8,
      schedule: "17 5 * * *",
    });
  });

  it("fills in GitLab's own server", () => {
    expect(
      completed(gitlab({ project: "acme/security/guardduty", branch: "trunk" })).pipeline?.gitlab,
    ).toEqual({
      project: "acme/security/guardduty",
      host: "gitlab.com",
      branch: "trunk",
      environment: "orgduty",
    });
  });

  it("has no more shards than stacks", () => {
    const few = { ...github({}), regions: ["us-east-1", "us-east-2"], "organizations.aws-cn": undefined };
    expect(completed(few).pipeline?.shards).toBe(3);
  });

  it("keeps key, shards and schedule", () => {
    const kmsKeyArn = "arn:aws:kms:us-east-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const given = { github: { repository: "a/b" }, shards: 3, kmsKeyArn, schedule: "5  4 * * 1-5" };
    expect(completed(withPipeline(given)).pipeline).toMatchObject({
      ...{ shards: 3, kmsKeyArn, schedule: "5 4 * * 1-5" },
    });
  });

  it.each<[object, string]>([
    [{ repository: "https://github.com/acme/guardduty.git" }, 'did you mean "acme/guardduty"?'],
    [{ repository: "git@github.com:acme/guardduty.git" }, 'did you mean "acme/guardduty"?'],
    [{ repository: "guardduty" }, "e.g. acme/guardduty"],
    [{ repository: "acme/*" }, "e.g. acme/guardduty"],
    [{ repository: "acme/security/guardduty" }, "e.g. acme/guardduty"],
  ])("rejects the repository of %j", (given, fix) => {
    expect(told(github(given)).join()).toMatch(/^pipeline\.github\.repository: .* is not a repository/);
    expect(told(github(given)).join()).toContain(fix);
  });

  it.each<[object, string]>([
    [{ project: "https://gitlab.com/acme/security/guardduty" }, 'did you mean "acme/security/guardduty"?'],
    [{ project: "git@gitlab.acme.example:acme/guardduty.git" }, 'did you mean "acme/guardduty"?'],
    [{ project: "42" }, "e.g. acme/security/guardduty"],
  ])("rejects the project of %j", (given, fix) => {
    expect(told(gitlab(given)).join()).toMatch(/^pipeline\.gitlab\.project: .* is not a project/);
    expect(told(gitlab(given)).join()).toContain(fix);
  });

  it.each<[string, string]>([
    ["refs/heads/main", 'is not a valid branch; did you mean "main"?'],
    ["release/*", "is a pattern, and a role trusts one branch; e.g. main"],
    ["a..b", "is not a valid branch; e.g. main"],
    ["main lock", "is not a valid branch; e.g. main"],
    ["$(id)", "is not a valid branch; e.g. main"],
    ["a.lock", "is not a valid branch; e.g. main"],
  ])("rejects the branch %s", (branch, problem) => {
    expect(told(github({ branch }))).toEqual([
      `pipeline.github.branch: ${JSON.stringify(branch)} ${problem}`,
    ]);
  });

  it.each(["main", "release/2026", "a.b-c_d"])("accepts the branch %s", (branch) => {
    expect(told(github({ branch }))).toEqual([]);
  });

  it.each(["prod:eu", "prod *", "a b"])("rejects the environment %s", (environment) => {
    expect(told(github({ environment })).join()).toContain("is not a valid environment");
  });

  it.each<[string, string]>([
    ["@daily", 'a schedule has five fields of cron, "@daily" has 1; write "17 5 * * *"'],
    ["0 5 * * * *", "has 6; e.g."],
    ["61 5 * * *", 'the minute, "61", is not a field of cron from 0 to 59'],
    ["5 24 * * *", 'the hour, "24", is not a field of cron from 0 to 23'],
    ["5 4 * * MON", 'the day of the week, "MON", is not a field of cron from 0 to 6'],
    ["5 4 * * 5-1", "is not a field of cron"],
    ["*/5 * * * *", '"*/5 * * * *" runs more than once an hour; give one minute: 17 * * * *'],
    ["0,30 * * * *", "runs more than once an hour"],
  ])("rejects the schedule %s", (schedule, problem) => {
    expect(told({ ...github({}), "pipeline.schedule": schedule }).join()).toContain(problem);
  });

  it.each(["17 5 * * *", "0 */6 * * *", "5 4,16 1-15 * 1-5"])("accepts the schedule %s", (schedule) => {
    expect(told({ ...github({}), "pipeline.schedule": schedule })).toEqual([]);
  });

  it.each([0, 18, 2.5, "8"])("rejects %j shards", (shards) => {
    expect(told({ ...github({}), "pipeline.shards": shards }).join()).toContain(
      "shards must be a whole number from 1 to 17",
    );
  });

  it("keeps the labels of a runner, and rejects one that is listed twice", () => {
    const changes = { ...github({}), "pipeline.runner": ["self-hosted", "linux"] };
    expect(completed(changes).pipeline?.runner).toEqual(["self-hosted", "linux"]);
    expect(told({ ...changes, "pipeline.runner": ["a", "a"] }).join()).toContain("is listed twice");
    expect(told({ ...changes, "pipeline.runner": ["${{ x }}"] }).join()).toContain(
      "is not a valid runner's label",
    );
  });

  it("rejects a GitLab at a port, which IAM cannot trust, and mends an address", () => {
    expect(told(gitlab({ host: "gitlab.acme.example:8443" }))).toEqual([
      'pipeline.gitlab.host: "gitlab.acme.example:8443" has a port in it, and IAM trusts no tokens of such an issuer; serve it at port 443, and write gitlab.acme.example',
    ]);
    expect(told(gitlab({ host: "https://gitlab.acme.example" })).join()).toContain(
      "write gitlab.acme.example",
    );
    expect(told(gitlab({ host: "gitlab.acme.example" }))).toEqual([]);
  });

  it("says that a schedule in YAML needs quotes if it begins with a star, once", () => {
    const problems = problemsOf("pipeline:\n  schedule: */30 5 * * * # often\n").filter(
      ({ line }) => line === 2,
    );
    expect(problems.map(({ message, fix }) => `${message}; ${fix}`)).toEqual([
      'a value that begins with * is an alias; put it in quotes: "*/30 5 * * *"',
    ]);
  });

  it("rejects a key of the other forge", () => {
    expect(told(github({ project: "a/b" })).join()).toContain("pipeline.github.project: ");
  });
});
