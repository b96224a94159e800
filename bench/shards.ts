import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { childSeconds } from "./support/child-seconds";
import type { Figure } from "./figure";

const ROOT = resolve(__dirname, "..");
const SHARDS = 8;

/**
 * What a pull request waits for: the largest of 8 shards of all 15 regions, offline, against one runner, in CPU seconds. All run here, one
 * after the other, each with its own synthesis, as in jobs of their own.
 */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-bench-shards-"));
  try {
    cpSync(join(ROOT, "examples/acme"), folder, {
      recursive: true,
      filter: (path) => !path.includes(".orgduty"),
    });
    const plan = (out: string, ...words: string[]) => {
      const args = [
        "plan",
        "--offline",
        "--out",
        join(folder, out),
        "--config",
        join(folder, "orgduty.yaml"),
      ];
      const before = childSeconds();
      const { status, stderr } = spawnSync(process.execPath, [
        join(ROOT, "bin/orgduty.js"),
        ...args,
        ...words,
      ]);
      if (status !== 0) throw new Error(`plan ${words.join(" ")} ended with ${status}: ${stderr.toString()}`);
      return childSeconds() - before;
    };
    // The first run fills the caches.
    plan("first", "--stack", "foundation-aws");
    const single = plan("single");
    const shards = Array.from({ length: SHARDS }, (_, index) =>
      plan(`shard-${index + 1}`, "--shard", `${index + 1}/${SHARDS}`),
    );
    const largest = Math.max(...shards);
    const sum = shards.reduce((total, seconds) => total + seconds, 0);
    const detail = `one runner ${single.toFixed(0)} s; shards ${shards.map((seconds) => seconds.toFixed(0)).join(", ")} s, in all ${sum.toFixed(0)} s`;
    const ratio = single / largest;
    return [
      {
        name: "shards: one runner's CPU seconds against the largest of 8 shards",
        ...{ value: ratio, unit: "x", target: ">= 4", holds: ratio >= 4, detail },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
