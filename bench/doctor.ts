import { mkdtempSync, rmSync } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyOfExample } from "../__tests__/support/orgduty";
import { loadProject } from "../organization/load-project";
import { startLocalAws } from "../local-aws/start";
import type { Figure } from "./figure";

/** What the measured process prints last. */
interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
  readonly calls: number;
  readonly blockers: number;
}

/** Doctor of the example organization's 15 regions on the local AWS, in a process of its own, stacks synthesized before. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-bench-doctor-"));
  const { folder: example, config } = copyOfExample("acme");
  const aws = await startLocalAws({ folder });
  try {
    for (const snapshot of Object.values(loadProject(config).snapshots)) await aws.seed(snapshot);
    const { seconds, cpuSeconds, megabytes, calls, blockers } = await measure(config, aws.url);
    if (blockers > 0) throw new Error(`the healthy organization has ${blockers} blockers`);
    const detail = `15 regions before the first apply, ${calls} calls in regions, ${cpuSeconds.toFixed(1)} s of CPU in doctor's own process`;
    const figure = (name: string, value: number, unit: string, target: number): Figure => ({
      ...{ name: `doctor: ${name}`, value, unit, target: `< ${target}`, holds: value < target, detail },
    });
    return [figure("time", seconds, "s", 30), figure("memory", megabytes, "MB", 300)];
  } finally {
    await aws.stop();
    for (const one of [folder, example]) rmSync(one, { recursive: true, force: true });
  }
}

async function measure(config: string, url: string): Promise<Measured> {
  const script = join(__dirname, "doctor", "doctor-alone.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, config, url], {
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(`doctor ended with ${code}`);
  return JSON.parse(printed.trim().split("\n").at(-1)!) as Measured;
}
