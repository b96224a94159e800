import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { renderPage } from "../../drawing/html/render-page";
import type { Report } from "../../drawing/report-model";
import { startChromium } from "./chromium";

/** A page, and whatever it asks the network for, or complains of. */
export interface OpenPage {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

/** Opens reports in Chromium, from files of its own. */
export class Reader {
  private readonly folder = mkdtempSync(join(tmpdir(), "orgduty-page-"));

  private constructor(private readonly browser: Browser) {}

  static async start(): Promise<Reader> {
    return new Reader(await startChromium());
  }

  async open(report: Report, hash = "", options: BrowserContextOptions = {}): Promise<OpenPage> {
    const file = join(this.folder, "report.html");
    writeFileSync(file, renderPage(report));
    const page = await this.browser.newPage({ viewport: { width: 1500, height: 1000 }, ...options });
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(file).href + hash);
    return { page, requests, complaints };
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true });
  }
}

/** What axe finds wrong. The page has to be opened past its policy: `bypassCSP`. */
export async function axeViolations(page: Page): Promise<unknown> {
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
  );
}
