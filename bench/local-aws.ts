import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalAws } from "../local-aws/start";
import type { Figure } from "./figure";

const RUNS = 5;

/** How long the local AWS takes until its port answers for every service. */
export async function run(): Promise<Figure[]> {
  const times: number[] = [];
  for (let index = 0; index < RUNS; index += 1) times.push(await startOnce());
  const value = times.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!;
  const detail = `median of ${RUNS} starts of startLocalAws: moto answers, the front door listens`;
  return [{ name: "local AWS: start", value, unit: "s", target: "< 3", holds: value < 3, detail }];
}

async function startOnce(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "bench-local-aws-"));
  const start = performance.now();
  const local = await startLocalAws({ folder });
  const seconds = (performance.now() - start) / 1000;
  await local.stop();
  rmSync(folder, { recursive: true, force: true });
  return seconds;
}
