import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { versionProblem } from "../config/engine-versions";
import { locate } from "../terraform/engine/find-terraform";
import { engineOf } from "../terraform/install/engine-of";
import { installedTerraform } from "../terraform/install/installed";
import { runProcess } from "../terraform/process/run-process";

// Runs the suites that start Terraform against each engine in ORGDUTY_ENGINES (paths, with commas between), else against
// each that is found here. Its arguments are patterns of test files; without any, all of __tests__/terraform run.

/** A program, and what came of its tests. */
interface Row {
  readonly command: string;
  readonly engine: string;
  readonly outcome: string;
  readonly failed: boolean;
}

/** Runs the suites with one engine, and counts what jest counts. */
function runSuites(command: string, patterns: readonly string[]): Pick<Row, "outcome" | "failed"> {
  const outputFile = "reports/jest-engine.json";
  rmSync(outputFile, { force: true });
  const jest = require.resolve("jest/bin/jest");
  spawnSync(process.execPath, [jest, "--runInBand", "--json", `--outputFile=${outputFile}`, ...patterns], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ORGDUTY_TESTS: "slow", TERRAFORM_BINARY_NAME: command },
  });
  try {
    const report = JSON.parse(readFileSync(outputFile, "utf8")) as Readonly<Record<string, number>>;
    const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = report;
    const failures = numFailedTests + (report.numRuntimeErrorTestSuites ?? 0);
    return {
      outcome: `${numPassedTests} passed, ${failures} failed, ${numPendingTests} skipped`,
      failed: failures > 0 || numPassedTests === 0,
    };
  } catch {
    return { outcome: "jest left no report", failed: true };
  }
}

async function tryEngine(command: string, patterns: readonly string[], isNamed: boolean): Promise<Row[]> {
  const said = await engineOf(command, process.env, runProcess);
  const found = said && "engine" in said ? said : undefined;
  const row = {
    command: locate(command, process.env),
    engine: found ? `${found.engine} ${found.version}` : "none",
  };
  if (!found) return isNamed ? [{ ...row, outcome: "does not start", failed: true }] : [];
  const problem = versionProblem(found.engine, found.version);
  if (problem) return [{ ...row, outcome: `not run: ${problem}`, failed: isNamed }];
  console.error(`${row.engine}: ${row.command}`);
  return [{ ...row, ...runSuites(row.command, patterns) }];
}

async function main(): Promise<void> {
  const [, , ...given] = process.argv;
  const patterns = given.length > 0 ? given : ["__tests__/terraform/"];
  const named = (process.env.ORGDUTY_ENGINES ?? "")
    .split(",")
    .filter(Boolean)
    .map((path) => resolve(path));
  const here = ["terraform", "tofu", installedTerraform(process.env, homedir())];
  mkdirSync("reports", { recursive: true });
  const rows: Row[] = [];
  for (const command of named.length > 0 ? named : here)
    rows.push(...(await tryEngine(command, patterns, named.length > 0)));
  console.table(rows.map(({ engine, command, outcome }) => ({ engine, command, outcome })));
  process.exitCode = rows.length === 0 || rows.some(({ failed }) => failed) ? 1 : 0;
}

void main();
