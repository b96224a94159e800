import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectedStacks } from "../../../cli/conformance/expected-stacks";
import { loadProject } from "../../../organization/load-project";
import type { ExpectedStacks } from "../../../plan-review/conformance/expected-stacks";
import { sha256 } from "../../../plans-folder/hashing";
import { runProcess, type RunProcess } from "../../../terraform/process/run-process";
import { stackFolderOf } from "../../../terraform/plan/synthesized-stack";
import { copyOfExample, ROOT } from "../../support/orgduty";

describe("The stacks that plan files are compared with", () => {
  const { folder, config } = copyOfExample("acme");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const outFolders: string[] = [];
  const run: RunProcess = (request) => {
    if (request.env.CDKTF_OUTDIR) outFolders.push(request.env.CDKTF_OUTDIR);
    return runProcess(request);
  };
  const expected = (): Promise<ExpectedStacks> =>
    expectedStacks({
      project: loadProject(config),
      projectFolder: ROOT,
      env: process.env,
      signal: new AbortController().signal,
      run,
    });

  it("are made anew, whatever an earlier review left behind, and leave nothing behind themselves", async () => {
    const first = await expected();
    for (const file of filesIn(folder)) doctor(file);
    const second = await expected();
    for (const [name, { configuration, assets }] of first.stacks) {
      expect(second.stacks.get(name)!.configuration.equals(configuration)).toBe(true);
      expect(second.stacks.get(name)!.assets).toEqual(assets);
    }
    expect(new Set(outFolders).size).toBe(2);
    expect(outFolders.filter(existsSync)).toEqual([]);
  });

  it("say what the work folder holds of each, as it is now", async () => {
    const stack = stackFolderOf(join(folder, ".orgduty/work/acme"), "us-east-1");
    const { workFolder, stacks } = await expected();
    expect(workFolder?.("us-east-1", "live")).toBeUndefined();
    const { configuration, assets } = stacks.get("us-east-1")!;
    mkdirSync(stack, { recursive: true });
    writeFileSync(join(stack, "cdk.tf.json"), configuration);
    mkdirSync(join(stack, "../../assets"));
    writeFileSync(join(stack, assets[0]!.path), "doctored");
    expect(workFolder?.("us-east-1", "live")).toEqual({
      configuration,
      assets: [{ path: assets[0]!.path, sha256: sha256("doctored") }],
    });
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

/** Edits everything that a synthesis makes, as somebody would who edits a plan file alike. */
function doctor(file: string): void {
  if (file.endsWith("cdk.tf.json"))
    writeFileSync(file, readFileSync(file, "utf8").replaceAll("1209600", "60"));
  if (file.endsWith(".zip")) writeFileSync(file, "doctored");
}
