import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { hasChromium, startChromium } from "../__tests__/support/chromium";
import type { Figure } from "./figure";
import { largePlans, type LargePlans } from "./support/large-plans";
import { watchMemory } from "./support/peak-memory";

const ROOT = resolve(__dirname, "..");
const ACCOUNTS = 5000;

/** Reviewing 15 plans of 5,000 explicit accounts: seconds, memory, the page's size, its first paint and its filter. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-bench-review-"));
  try {
    const large = await largePlans(folder, ACCOUNTS);
    const runs: Run[] = [];
    for (let turn = 0; turn < 6; turn += 1) runs.push(await review(large));
    runs.shift();
    const seconds = Math.min(...runs.map((one) => one.seconds));
    const megabytes = Math.max(...runs.map((one) => one.megabytes));
    const pageMegabytes = statSync(join(large.plans, "review.html")).size / 1e6;
    const detail = `15 x ${ACCOUNTS} members, ${large.megabytes.toFixed(0)} MB of plan JSON, conformance included, best of 5 (worst for memory, synthesis included)`;
    return [
      figure("review: time", seconds, "s", 2.5, detail),
      figure("review: CPU", Math.min(...runs.map((one) => one.cpuSeconds)), "s", 4, detail),
      figure("review: memory", megabytes, "MB", 450, detail),
      figure("review: size of review.html", pageMegabytes, "MB", 3, detail),
      ...(hasChromium() ? await pageFigures(join(large.plans, "review.html")) : []),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figure(name: string, value: number, unit: string, limit: number, detail: string): Figure {
  return { name, value, unit, target: `< ${limit}`, holds: value < limit, detail };
}

interface Run {
  readonly seconds: number;
  /** Of the review, and of the synthesis that it waits for. */
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

async function review({ config, plans }: LargePlans): Promise<Run> {
  const start = performance.now();
  // User and system time, of the process itself and of the children that it waited for, in hundredths of a second.
  const script = `
    process.on("exit", () => {
      const times = require("fs").readFileSync("/proc/self/stat", "utf8").split(") ")[1].split(" ").slice(11, 15);
      require("fs").writeSync(3, times.join(" "));
    });
    process.argv.splice(1, 0, "orgduty");
    require(${JSON.stringify(join(ROOT, "bin", "orgduty.js"))});`;
  const args = ["-e", script, "review", "--config", config, "--out", plans];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const memory = watchMemory(child.pid!, 50);
  let times = "";
  child.stdio[3]!.on("data", (data) => (times += String(data)));
  const [status] = (await once(child, "close")) as [number];
  const megabytes = memory.stop() / 2 ** 20;
  if (status !== 0) throw new Error(`review ended with ${status}`);
  const cpuSeconds = times.split(" ").reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
  return { seconds: (performance.now() - start) / 1000, cpuSeconds, megabytes };
}

/** First contentful paint of three fresh pages, and the time from a key to the filtered table, layout included. */
async function pageFigures(path: string): Promise<Figure[]> {
  const browser = await startChromium();
  try {
    const paints: number[] = [];
    let filters: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      const page = await browser.newPage({ viewport: { width: 1500, height: 1000 } });
      await page.goto(pathToFileURL(path).href);
      paints.push(await firstPaint(page));
      filters = [...filters, ...(await filterTimes(page))];
      await page.close();
    }
    const chromium = `Chromium ${browser.version()}`;
    return [
      figure("review.html: first paint", Math.min(...paints), "ms", 1000, `${chromium}, best of 3`),
      figure(
        "review.html: filter",
        median(filters),
        "ms",
        50,
        `${chromium}, median of ${filters.length} keys, layout included`,
      ),
    ];
  } finally {
    await browser.close();
  }
}

async function firstPaint(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) =>
    new PerformanceObserver((list) => resolve(list.getEntriesByName("first-contentful-paint")[0].startTime))
      .observe({ type: "paint", buffered: true }))`);
}

async function filterTimes(page: Page): Promise<number[]> {
  return page.evaluate<number[]>(`["w", "wo", "workload 4", "workload 42", "team 7", ""].map((text) => {
    const search = document.querySelector(".explorer input");
    const start = performance.now();
    search.value = text;
    search.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  })`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
