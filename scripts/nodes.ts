import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

// Runs the tests that need no Terraform on Node 22 and 24, which `make nodes` installs under __tests__/support.
// Its arguments are patterns of test files; without any, all of them run.

const root = resolve(__dirname, "..");
const NODES = ["node22", "node24"].map((name) =>
  join(root, "__tests__/support", name, "node_modules/node/bin/node"),
);

/** Runs jest on a Node, and says what came of it. Whether all is well is its exit code. */
function runOn(
  node: string,
  patterns: readonly string[],
): { version: string; outcome: string; fine: boolean } {
  const outputFile = "reports/jest-node.json";
  rmSync(outputFile, { force: true });
  const version = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout?.trim() ?? "";
  const jest = require.resolve("jest/bin/jest");
  const { status } = spawnSync(node, [jest, "--json", `--outputFile=${outputFile}`, ...patterns], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ORGDUTY_TESTS: "unit", AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  });
  try {
    const report = JSON.parse(readFileSync(outputFile, "utf8")) as Readonly<Record<string, number>>;
    const {
      numPassedTests = 0,
      numFailedTests = 0,
      numRuntimeErrorTestSuites = 0,
      numPendingTests = 0,
    } = report;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const outcome = `${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped; jest ended with ${status}`;
    return { version, outcome, fine: failed === 0 && numPassedTests > 0 };
  } catch {
    return { version: version || node, outcome: "jest left no report", fine: false };
  }
}

mkdirSync(join(root, "reports"), { recursive: true });
const runs = NODES.map((node) => runOn(node, process.argv.slice(2)));
for (const { version, outcome } of runs) console.log(`Node ${version}: ${outcome}`);
process.exitCode = runs.every(({ fine }) => fine) ? 0 : 1;
