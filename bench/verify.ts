import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Figure } from "./figure";

const MOST_CALLS = 2 * Math.ceil(1_000 / 50) + 24;

/** What the measured process prints last. */
interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly mostCalls: number;
  readonly gaps: number;
}

/** Verifying 15 regions with 1,000 accounts each on the local AWS: calls a region, seconds and resident memory. */
export async function run(): Promise<Figure[]> {
  const { seconds, megabytes, mostCalls, gaps } = measure();
  if (gaps > 0) throw new Error(`the healthy organization has ${gaps} gaps`);
  const detail =
    "15 regions x 1,000 accounts, deployed by SDK calls; verify alone in a process of its own, cold";
  const figure = (name: string, value: number, unit: string, target: number): Figure => ({
    ...{ name: `verify: ${name}`, value, unit, target: `<= ${target}`, holds: value <= target, detail },
  });
  return [
    figure("calls in the busiest region", mostCalls, "calls", MOST_CALLS),
    figure("time", seconds, "s", 20),
    figure("memory", megabytes, "MB", 300),
  ];
}

function measure(): Measured {
  const script = join(__dirname, "verify", "deploy-and-verify.ts");
  const child = spawnSync(process.execPath, ["--import", "tsx", script], {
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (child.status !== 0) throw new Error(`deploying and verifying ended with ${child.status}`);
  return JSON.parse(child.stdout.trim().split("\n").at(-1)!) as Measured;
}
