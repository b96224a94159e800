import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { REGIONS } from "../config/regions";
import { BenchAws, type ServedAccount } from "./discover/aws";
import type { Figure } from "./figure";
import { largeOrganization } from "./support/large-organization";
import { watchMemory } from "./support/peak-memory";

const ACCOUNTS = 5_000;
/** Lists of 50 members and their plans, and what a region with two detectors takes besides. */
const MOST_CALLS_A_REGION = 2 * (ACCOUNTS / 50) + 7 + 2 * 7 + 1;

/** Discovering 5,000 accounts in the 14 regions of their partition: the command in a process of its own. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-discover-"));
  largeOrganization(folder, ACCOUNTS);
  const { accounts } = JSON.parse(readFileSync(join(folder, "accounts/aws.json"), "utf8")) as {
    accounts: ServedAccount[];
  };
  const regions = REGIONS.filter((region) => !region.startsWith("cn-"));
  const aws = new BenchAws(accounts);
  try {
    const url = await aws.start(regions);
    const { seconds, megabytes, calls } = await discover(folder, url);
    const most = regions.length * MOST_CALLS_A_REGION;
    const detail = `${regions.length} regions x ${ACCOUNTS} accounts, all members; the local AWS's GuardDuty in another process`;
    const figure = (name: string, value: number, unit: string, target: number): Figure => ({
      ...{ name: `discover: ${name}`, value, unit, target: `<= ${target}`, holds: value <= target, detail },
    });
    return [
      figure("time", seconds, "s", 60),
      figure("memory", megabytes, "MB", 300),
      figure("calls of all regions", calls, "calls", most),
    ];
  } finally {
    aws.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function discover(folder: string, url: string) {
  const cli = resolve(__dirname, "../bin/orgduty.js");
  const args = [cli, "discover", "--aws", "local", "--partition", "aws", "--json"];
  // The bundle is made once after a change of the sources: that is not discover's.
  spawnSync(process.execPath, [cli, "--help"]);
  const start = performance.now();
  const child = spawn(process.execPath, [...args, "--config", join(folder, "orgduty.yaml")], {
    env: { ...process.env, ORGDUTY_LOCAL_AWS_URL: url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const memory = watchMemory(child.pid!);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  const megabytes = memory.stop() / 2 ** 20;
  if (code !== 0) throw new Error(`discover ended with ${code}`);
  const [{ regions }] = JSON.parse(text) as [{ regions: { calls: number; unread: unknown[] } }];
  if (regions.unread.length > 0) throw new Error(JSON.stringify(regions.unread));
  return { seconds: (performance.now() - start) / 1000, megabytes, calls: regions.calls };
}
