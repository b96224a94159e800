import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Figure } from "./figure";

/** How long `orgduty --help` takes, bundle built. */
export async function run(): Promise<Figure[]> {
  const command = join(__dirname, "..", "bin", "orgduty.js");
  const times = Array.from({ length: 12 }, () => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, [command, "--help"], { stdio: "ignore" });
    if (status !== 0) throw new Error(`orgduty --help ended with ${status}`);
    return (performance.now() - start) / 1000;
  });
  const value = times.slice(2).sort((a, b) => a - b)[5]!;
  const detail = "median of 10 runs of node bin/orgduty.js --help after 2 to warm up";
  return [{ name: "start: --help", value, unit: "s", target: "< 0.25", holds: value < 0.25, detail }];
}
