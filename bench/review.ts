import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { hasChromium, startChromium } from "../__tests__/support/chromium";
import type { Figure } from "./figure";
import { largePlans, type LargePlans } from "./support/large-plans";

const ROOT = resolve(__dirname, "..");
const ACCOUNTS = 5000;

/** Reviewing 15 plans of 5,000 explicit accounts: seconds, memory, the page's size, its first paint and its filter. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-bench-review-"));
  try {
    const large = await largePlans(folder, ACCOUNTS);
    const runs = Array.from({ length: 6 }, () => review(large)).slice(1);
    const seconds = Math.min(...runs.map((one) => one.seconds));
    const megabytes = Math.max(...runs.map((one) => one.megabytes));
    const pageMegabytes = statSync(join(large.plans, "review.html")).size / 1e6;
    const detail = `15 x ${ACCOUNTS} members, ${large.megabytes.toFixed(0)} MB of plan JSON, best of 5 (worst for memory)`;
    return [
      figure("review: time", seconds, "s", 2.5, detail),
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

function review({ config, plans }: LargePlans): { seconds: number; megabytes: number } {
  const start = performance.now();
  const script = `
    process.on("exit", () => require("fs").writeSync(3, String(process.resourceUsage().maxRSS)));
    process.argv.splice(1, 0, "orgduty");
    require(${JSON.stringify(join(ROOT, "bin", "orgduty.js"))});`;
  const args = ["-e", script, "review", "--config", config, "--out", plans];
  const child = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  if (child.status !== 0) throw new Error(`review ended with ${child.status}`);
  return { seconds: (performance.now() - start) / 1000, megabytes: Number(child.output[3]) / 1024 };
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
