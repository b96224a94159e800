import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../support/orgduty";

const FOLDER = "__tests__/support/cdktn";
const packages = join(ROOT, FOLDER, "node_modules");

/** Says loudly that a test does not run without CDK Terrain, and fails in CI. */
function hasCdktn(): boolean {
  if (existsSync(join(packages, "cdktf"))) return true;
  const message = `DID NOT RUN: no CDK Terrain (npm ci --prefix ${FOLDER})`;
  if (process.env.CI) throw new Error(message);
  console.warn(message);
  return false;
}

/** The app with `cdktf` and `constructs` from another folder, for everything that imports them: ours, and the provider's bindings. */
const WITH_CDKTN = `
  const { bundled } = require("./bin/bundle.js");
  const { sources } = require("./bin/bundle-synth.js");
  const packages = ${JSON.stringify(packages)};
  const alias = { cdktf: packages + "/cdktf", constructs: packages + "/constructs" };
  const installed = [...sources, "${FOLDER}/node_modules/.package-lock.json"];
  require(bundled({ name: "synth-cdktn.js", entryPoint: "main.ts", sources: installed, options: { external: ["esbuild"], alias } }));
`;

/** What is synthesized of a config, by file. */
function synthesized(args: readonly string[], config: string): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-cdktn-"));
  try {
    const env = {
      ...process.env,
      CDKTF_OUTDIR: join(folder, "out"),
      ORGDUTY_STATE_FOLDER: join(folder, "state"),
      ORGDUTY_CONFIG: join(ROOT, config),
    };
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    const stacks = join(folder, "out/stacks");
    return new Map(
      readdirSync(stacks).map((stack) => [stack, readFileSync(join(stacks, stack, "cdk.tf.json"), "utf8")]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Without indentation, which CDK Terrain leaves out of empty lists and maps; the order of keys stays. */
const compact = (text: string) => JSON.stringify(JSON.parse(text));
const VERSION = /(?<="stackName":"[\w-]+","version":")[\d.]+/;

describe("CDK Terrain in the place of CDKTF", () => {
  (hasCdktn() ? it.each : it.skip.each)([["examples/acme/orgduty.yaml"], ["examples/hub/orgduty.yaml"]])(
    "synthesizes the same, its version and the form of what is empty aside: %s",
    (config) => {
      const before = synthesized(["bin/synth.js"], config);
      const after = synthesized(["-e", WITH_CDKTN], config);
      expect([...after.keys()]).toEqual([...before.keys()]);
      expect(before.size).toBeGreaterThan(2);
      for (const [stack, text] of before) {
        const [was, is] = [compact(text), compact(after.get(stack)!)];
        expect([VERSION.exec(was)?.[0], VERSION.exec(is)?.[0]]).toEqual(["0.21.0", "0.24.0"]);
        expect(is.replace(VERSION, "")).toBe(was.replace(VERSION, ""));
      }
    },
  );
});
