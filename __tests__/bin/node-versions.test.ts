import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasNode22, NODE_22 } from "../support/receivers/execution-environment";

const root = join(__dirname, "../..");
const node22 = hasNode22() ? it : it.skip;

/** Each version that engines allows and that this product is run under. */
describe("Node 20 and Node 22", () => {
  let folder: string;
  beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), "node-versions-")))));
  afterEach(() => rmSync(folder, { recursive: true }));

  function run(node: string, args: readonly string[]) {
    const env = {
      ...process.env,
      CDKTF_OUTDIR: join(folder, "out"),
      ORGDUTY_STATE_FOLDER: join(folder, "state"),
    };
    return spawnSync(node, args, { cwd: root, env, encoding: "utf8" });
  }

  /** What one region's stack is when a Node synthesizes the example. */
  function synthesized(node: string): string {
    const { status, stderr } = run(node, ["bin/synth.js"]);
    expect([status, stderr]).toEqual([0, expect.not.stringContaining("Error")]);
    expect(readdirSync(join(folder, "out/stacks"))).toHaveLength(17);
    const text = readFileSync(join(folder, "out/stacks/eu-west-1/cdk.tf.json"), "utf8");
    rmSync(join(folder, "out"), { recursive: true });
    return text;
  }

  node22("start, synthesize the same bytes and review a stored case alike", () => {
    expect(run(NODE_22, ["--version"]).stdout).toMatch(/^v22\./);
    expect(run(NODE_22, ["bin/orgduty.js", "--help"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("Usage: orgduty") as string,
    });
    expect(synthesized(NODE_22)).toBe(synthesized(process.execPath));
    const jest = run(NODE_22, ["node_modules/jest/bin/jest.js", "__tests__/plan-review/cases.test.ts"]);
    expect(jest.stderr).toMatch(/Tests: +[1-9]\d* passed, [1-9]\d* total/);
    expect(jest.status).toBe(0);
  });
});
