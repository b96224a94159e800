import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run as runGithub } from "../../../../cli/commands/pipeline/pipeline-github";
import { run as runGitlab } from "../../../../cli/commands/pipeline/pipeline-gitlab";
import { ROOT } from "../../../support/orgduty";
import { temporaryFolder } from "../../../terraform-runner/support/temporary-folder";
import { recordedIo } from "../../terminal/recorded-io";

const EXAMPLE = join(ROOT, "examples/pipeline");
const WORKFLOWS = ["orgduty-review.yml", "orgduty-watch.yml", "orgduty.yml"];

describe("orgduty pipeline", () => {
  const folder = temporaryFolder();
  /** In the checkout, as a config of a pipeline has to be. */
  let own: string;
  beforeEach(() => {
    own = mkdtempSync(join(ROOT, "examples/.pipeline-test-"));
    cpSync(join(EXAMPLE, "accounts"), join(own, "accounts"), { recursive: true });
    for (const name of ["orgduty.yaml", "gitlab.yaml"]) cpSync(join(EXAMPLE, name), join(own, name));
  });
  afterEach(() => rmSync(own, { recursive: true, force: true }));

  type Options = { check?: boolean; force?: boolean; json?: boolean; config?: string; out?: string };
  async function pipeline(options: Options = {}, command = runGithub) {
    const io = recordedIo(folder());
    const code = await command({ config: join(own, "orgduty.yaml"), out: folder(), ...options }, io);
    return { code, out: io.outLines.join("\n"), err: io.errLines.join("\n") };
  }
  const path = (name: string) => join(folder(), ".github/workflows", name);
  const edit = (file: string, from: string, to: string) =>
    writeFileSync(file, readFileSync(file, "utf8").replace(from, to));

  it("writes three workflows, leaves nothing else, and says what is to be done in GitHub", async () => {
    const { code, out, err } = await pipeline();
    expect(code).toBe(0);
    expect(readdirSync(join(folder(), ".github/workflows")).sort()).toEqual(WORKFLOWS);
    expect(out.match(/: written$/gm)).toHaveLength(3);
    expect(err).toContain("environment orgduty: required reviewers, and main as its only branch");
    expect(err).toMatch(
      /^not in git: examples\/\.pipeline-test-\w+\/orgduty\.yaml, which every job needs: git add /m,
    );
  });

  it("changes nothing the second time, and writes anew what the config changes", async () => {
    await pipeline();
    expect((await pipeline()).out).toBe(
      WORKFLOWS.toSorted()
        .map((name) => `.github/workflows/${name}: is as the config says`)
        .sort((one, other) => order(one) - order(other))
        .join("\n"),
    );
    edit(join(own, "orgduty.yaml"), 'schedule: "17 5 * * *"', 'schedule: "3 4 * * *"');
    expect((await pipeline()).out).toMatch(/orgduty-watch\.yml: written anew$/m);
    expect((await pipeline({ check: true })).code).toBe(0);
  });
  const order = (line: string) =>
    ["orgduty-review", "orgduty.yml", "orgduty-watch"].findIndex((name) => line.includes(name));

  it("checks without writing: 2 if something is missing or of another config", async () => {
    expect(await pipeline({ check: true })).toMatchObject({
      code: 2,
      out: expect.stringContaining(": is missing"),
    });
    expect(readdirSync(folder())).toEqual([]);
    await pipeline();
    expect((await pipeline({ check: true })).code).toBe(0);
    edit(
      join(own, "orgduty.yaml"),
      "repository: acme/guardduty",
      "repository: acme/guardduty, branch: trunk",
    );
    expect(await pipeline({ check: true, json: true })).toMatchObject({ code: 2 });
    expect(JSON.parse((await pipeline({ check: true, json: true })).out)).toMatchObject({
      written: [],
      files: expect.arrayContaining([{ path: ".github/workflows/orgduty.yml", state: "outdated" }]),
    });
  });

  it("refuses to overwrite what was changed by hand, says what, and does so with --force", async () => {
    await pipeline();
    edit(path("orgduty.yml"), "environment: orgduty", "environment: none");
    const edited = readFileSync(path("orgduty.yml"), "utf8");
    await expect(pipeline()).rejects.toThrow(
      /changed by hand[^]*\.github\/workflows\/orgduty\.yml\n {4}- {5}environment: none\n {4}\+ {5}environment: orgduty\n/,
    );
    expect(readFileSync(path("orgduty.yml"), "utf8")).toBe(edited);
    expect(await pipeline({ check: true })).toMatchObject({
      code: 2,
      out: expect.stringContaining("orgduty.yml: is changed by hand"),
    });
    expect((await pipeline({ force: true })).code).toBe(0);
    expect((await pipeline({ check: true })).code).toBe(0);
  });

  it("writes nothing at all if one file was changed by hand", async () => {
    await pipeline();
    rmSync(path("orgduty-watch.yml"));
    writeFileSync(path("orgduty-review.yml"), "on: push\n");
    await expect(pipeline()).rejects.toThrow("changed by hand");
    expect(readdirSync(join(folder(), ".github/workflows")).sort()).toEqual([
      "orgduty-review.yml",
      "orgduty.yml",
    ]);
  });

  it("leaves the project's own .gitlab-ci.yml, and says what it lacks", async () => {
    const config = join(own, "gitlab.yaml");
    await pipeline({ config }, runGitlab);
    expect((await pipeline({ config, check: true }, runGitlab)).code).toBe(0);
    writeFileSync(join(folder(), ".gitlab-ci.yml"), "stages: [build]\n");
    const { code, err } = await pipeline({ config }, runGitlab);
    expect([code, err]).toEqual([0, expect.stringContaining("include:\n  - local: .gitlab/orgduty.yml")]);
    expect(readFileSync(join(folder(), ".gitlab-ci.yml"), "utf8")).toBe("stages: [build]\n");
  });

  it.each([".github/workflows", ".github", "x/.github/workflows/"])("refuses --out %s", async (out) => {
    await expect(pipeline({ out })).rejects.toThrow(
      `name the folder above it: --out ${out.startsWith("x") ? "x" : "."}`,
    );
  });

  it("refuses a config of the other forge, and one outside the repository", async () => {
    await expect(pipeline({ config: join(own, "gitlab.yaml") })).rejects.toThrow(
      "names no repository of GitHub",
    );
    await expect(pipeline({}, runGitlab)).rejects.toThrow("names no project of GitLab");
    const outside = mkdtempSync(join(tmpdir(), "orgduty-outside-"));
    cpSync(own, outside, { recursive: true });
    await expect(pipeline({ config: join(outside, "orgduty.yaml") })).rejects.toThrow(
      "is not in the repository",
    );
    rmSync(outside, { recursive: true });
  });
});

describe("examples/pipeline", () => {
  it.each([
    [runGithub, "orgduty.yaml"],
    [runGitlab, "gitlab.yaml"],
  ])("has what the command writes today", async (command, name) => {
    const io = recordedIo(ROOT);
    const code = await command({ config: join(EXAMPLE, name), out: EXAMPLE, check: true }, io);
    expect([code, io.outLines.join("\n")]).toEqual([0, expect.not.stringContaining("changed")]);
  });
});
