import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configSource } from "../../../../cli/commands/review/config-source";
import type { Project } from "../../../../organization/load-project";

describe("configSource", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-source-"));
  const path = join(folder, "security", "acme duty", "orgduty.yaml");
  const project = { config: { path } } as Pick<Project, "config">;
  mkdirSync(join(folder, "security", "acme duty"), { recursive: true });
  writeFileSync(path, "name: acme\n");
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is the file's name outside a repository, never a path of this machine", async () => {
    const run = () => Promise.resolve({ exitCode: 128, stdout: "", stderr: "not a git repository" });
    await expect(configSource(project, run as never)).resolves.toMatchObject({ path: "orgduty.yaml" });
    const noGit = () => Promise.reject(new Error("ENOENT"));
    await expect(configSource(project, noGit)).resolves.toMatchObject({ path: "orgduty.yaml" });
  });

  it("is the path that git has, from the root of the config's own repository", async () => {
    execFileSync("git", ["init", "--quiet", folder]);
    await expect(configSource(project)).resolves.toEqual({
      path: "security/acme duty/orgduty.yaml",
      text: "name: acme\n",
      release: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
  });
});
