import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";

/** The part of jest's JSON report that counts. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Suites that did not load: they count no failed test of their own. */
  readonly numRuntimeErrorTestSuites: number;
}

/** Runs jest over one project and returns its report; a run that leaves none counts as one failure. */
function runJest(project: "unit" | "slow", extraArguments: string[]): Report {
  const outputFile = `reports/jest-${project}.json`;
  const jest = require.resolve("jest/bin/jest");
  spawnSync(process.execPath, [jest, "--json", `--outputFile=${outputFile}`, ...extraArguments], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ORGDUTY_TESTS: project, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  });
  try {
    return JSON.parse(readFileSync(outputFile, "utf8")) as Report;
  } catch (error) {
    console.error(`jest left no report for the ${project} tests: ${String(error)}`);
    return {
      numPassedTests: 0,
      numFailedTests: 1,
      numPendingTests: 0,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 0,
    };
  }
}

function sum(reports: Report[], count: (report: Report) => number): number {
  return reports.reduce((total, report) => total + count(report), 0);
}

mkdirSync("reports", { recursive: true });
for (const project of ["unit", "slow"]) spawnSync("rm", ["-f", `reports/jest-${project}.json`]);
// Terraform, servers and browsers share two cores: their suites run one after the other.
const reports = [runJest("unit", []), runJest("slow", ["--runInBand", "--passWithNoTests"])];
const passed = sum(reports, (report) => report.numPassedTests);
const failed = sum(reports, (report) => report.numFailedTests + report.numRuntimeErrorTestSuites);
const skipped = sum(reports, (report) => report.numPendingTests + report.numTodoTests);
if (skipped > 0 && process.env.CI)
  console.error("in CI every test has what it needs: a skipped test is a failure");
process.stderr.write("");
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 || (skipped > 0 && process.env.CI) ? 1 : 0;
