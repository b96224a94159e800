import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stacksOfShard } from "../cli/stacks-of-shard";
import { loadProject } from "../organization/load-project";
import { readManifest, writeManifest } from "../plans-folder/manifest";
import type { Figure } from "./figure";
import { childSeconds } from "./support/child-seconds";
import { largePlans, type LargePlans } from "./support/large-plans";

const ROOT = resolve(__dirname, "..");
const [ACCOUNTS, SHARDS, RUNS, LIMIT] = [5000, 8, 5, 2];

/** Merging 8 shards of all regions with 5,000 explicit accounts, in a process of its own: seconds, and whether the bytes are those of the single run. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-bench-merge-"));
  try {
    const large = await largePlans(folder, ACCOUNTS);
    const shards = split(large, folder);
    const out = join(folder, "merged");
    const runs = Array.from({ length: RUNS + 1 }, () => merge(large, shards, out)).slice(1);
    const differing = differingFiles(large.plans, out);
    const detail = `${SHARDS} shards, 15 x ${ACCOUNTS} members, ${large.megabytes.toFixed(0)} MB of plan JSON, best of ${RUNS}`;
    const best = (name: string, seconds: readonly number[]): Figure => {
      const value = Math.min(...seconds);
      return { name, value, unit: "s", target: `< ${LIMIT}`, holds: value < LIMIT, detail };
    };
    return [
      best(
        "merge: time",
        runs.map(({ wall }) => wall),
      ),
      best(
        "merge: CPU",
        runs.map(({ cpu }) => cpu),
      ),
      {
        name: "merge: files unlike the single run's",
        value: differing.length,
        unit: "files",
        target: "0",
        holds: differing.length === 0,
        detail: differing.join(", ") || "manifest.json and every plan",
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Deals a single run's folder into one folder a shard, as `plan --shard` would have left them. */
function split({ config, plans }: LargePlans, folder: string): string[] {
  const project = loadProject(config);
  const manifest = { ...readManifest(plans), createdAt: new Date().toISOString() };
  writeManifest(plans, manifest);
  return Array.from({ length: SHARDS }, (_, index) => {
    const shard = { number: index + 1, of: SHARDS };
    const own = stacksOfShard(project, shard).map(({ name }) => name);
    const path = join(folder, `shard-${shard.number}`);
    mkdirSync(path);
    for (const name of own) cpSync(join(plans, name), join(path, name), { recursive: true });
    writeManifest(path, {
      ...manifest,
      shard,
      stacks: manifest.stacks.filter(({ name }) => own.includes(name)),
    });
    return path;
  });
}

function merge({ config }: LargePlans, shards: readonly string[], out: string) {
  const args = ["bin/orgduty.js", "merge", ...shards, "--out", out, "--config", config];
  const [start, before] = [performance.now(), childSeconds()];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new Error(`merge ended with ${status}: ${stderr}`);
  return { wall: (performance.now() - start) / 1000, cpu: childSeconds() - before };
}

function differingFiles(single: string, merged: string): string[] {
  const { stacks } = readManifest(single);
  const files = [
    "manifest.json",
    ...stacks.flatMap(({ name }) => [`${name}/plan.json`, `${name}/plan.tfplan`]),
  ];
  return files.filter((file) => !readFileSync(join(single, file)).equals(readFileSync(join(merged, file))));
}
