import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Figure } from "./figure";
import { BASE } from "./verify/base-checkout";

/** The issue's figures. With 1,000 members, 40 calls are the members': AWS lists 50 in a call, and their plans likewise. */
const MOST_CALLS = 60;
const MOST_CPU = 1.3;

/** What the measured process prints last. */
interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly mostCalls: number;
  readonly gaps: number;
  /** Processor seconds, the synthesis included. */
  readonly cpu: number;
  /** The same of the code before conformance. Absent if this clone does not have it. */
  readonly baseCpu?: number;
}

/**
 * Verifying 15 regions with 1,000 accounts each on the local AWS: calls a region, processor seconds against those of the
 * code before conformance, seconds and resident memory.
 */
export async function run(): Promise<Figure[]> {
  const { seconds, megabytes, mostCalls, gaps, ...cpu } = measure();
  if (gaps > 0) throw new Error(`the healthy organization has ${gaps} gaps`);
  const detail =
    "15 regions x 1,000 accounts, deployed by SDK calls; verify alone in a process of its own, cold";
  const figure = (name: string, value: number, unit: string, target: number): Figure => ({
    ...{ name: `verify: ${name}`, value, unit, target: `<= ${target}`, holds: value <= target, detail },
  });
  return [
    figure("calls in the busiest region", mostCalls, "calls", MOST_CALLS),
    cpuFigure(cpu, detail),
    figure("time", seconds, "s", 20),
    figure("memory", megabytes, "MB", 300),
  ];
}

function cpuFigure({ cpu, baseCpu }: Pick<Measured, "cpu" | "baseCpu">, detail: string): Figure {
  const name = "verify: processor time against the code before conformance";
  const target = { target: `<= ${MOST_CPU}` };
  if (baseCpu === undefined) {
    const why = `${cpu.toFixed(2)} s; not compared: this clone has no commit ${BASE}; ${detail}`;
    return { name, value: NaN, unit: "x", ...target, holds: false, detail: why };
  }
  const value = cpu / baseCpu;
  const pair = `${cpu.toFixed(2)} s against ${baseCpu.toFixed(2)} s of commit ${BASE}, in the same run; orgduty verify as a person runs it, its second run; 15 regions x 1,000 accounts`;
  return { name, value, unit: "x", ...target, holds: value <= MOST_CPU, detail: pair };
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
