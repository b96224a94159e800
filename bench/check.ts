import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { spawnSync } from "node:child_process";
import type { Figure } from "./figure";
import { childSeconds } from "./support/child-seconds";
import { largeOrganization } from "./support/large-organization";

const ROOT = resolve(__dirname, "..");
const ACCOUNTS = 5000;
const RUNS = 5;

/** Loading, rules and check of the largest example with 5,000 accounts, in a process of its own: seconds of CPU. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-bench-"));
  try {
    largeOrganization(folder, ACCOUNTS);
    check(folder); // builds the bundle
    const seconds = Math.min(...Array.from({ length: RUNS }, () => check(folder)));
    const detail = `orgduty check, acme with ${ACCOUNTS} accounts, user and system time, best of ${RUNS}`;
    return [{ name: "check: CPU", value: seconds, unit: "s", target: "< 0.5", holds: seconds < 0.5, detail }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function check(folder: string): number {
  const before = childSeconds();
  const child = spawnSync(
    process.execPath,
    ["bin/orgduty.js", "check", "--config", join(folder, "orgduty.yaml")],
    {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  if (child.status !== 0) throw new Error(`check ended with ${child.status}`);
  return childSeconds() - before;
}
