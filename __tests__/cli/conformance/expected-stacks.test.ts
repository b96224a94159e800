import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectedStacks } from "../../../cli/conformance/expected-stacks";
import { loadProject } from "../../../organization/load-project";
import type { ExpectedStacks } from "../../../plan-review/conformance/expected-stacks";
import { copyOfExample, ROOT } from "../../support/orgduty";

describe("The stacks that plan files are compared with", () => {
  const { folder, config } = copyOfExample("acme");
  const { TMPDIR } = process.env;
  const temporary = mkdtempSync(join(folder, "tmp-"));
  beforeAll(() => void (process.env.TMPDIR = temporary));
  afterAll(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(folder, { recursive: true, force: true });
  });
  const expected = (): Promise<ExpectedStacks> =>
    expectedStacks({
      project: loadProject(config),
      projectFolder: ROOT,
      env: process.env,
      signal: new AbortController().signal,
    });
  const left = () => readdirSync(temporary).filter((name) => name.startsWith("orgduty-"));

  it("are made anew, whatever an earlier review left behind, and leave nothing behind themselves", async () => {
    const first = await expected();
    for (const file of filesIn(folder)) doctor(file);
    const second = await expected();
    for (const [name, { configuration, assets }] of first.stacks) {
      expect(second.stacks.get(name)!.configuration.equals(configuration)).toBe(true);
      expect(second.stacks.get(name)!.assets).toEqual(assets);
    }
    expect(left()).toEqual([]);
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
