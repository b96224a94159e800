import type { BrowserContextOptions, Page } from "playwright-core";
import { verifyReport } from "../../verification/report/verify-report";
import { HOSTILE } from "../plan-review/hostile";
import { hasChromium } from "../support/chromium";
import { axeViolations, Reader } from "../support/open-page";
import { drawn, EXCEPTIONS } from "../verification/history/example-history";

const withChromium = hasChromium() ? describe : describe.skip;

interface Box {
  readonly right: number;
  readonly width: number;
}

const WIDE = { viewport: { width: 1400, height: 1000 } };
const PHONE = { viewport: { width: 390, height: 844 } };

withChromium("verify's page with a history, in Chromium", () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await Reader.start();
  });
  afterAll(() => reader.close());

  const open = (options: BrowserContextOptions, report = drawn()) =>
    reader.open(verifyReport(report), "", options);
  const sizeOf = (page: Page, selector: string): Promise<Box> =>
    page.evaluate(`document.querySelector('${selector}').getBoundingClientRect().toJSON()`);
  const strokeOf = (page: Page): Promise<string> =>
    page.evaluate('getComputedStyle(document.querySelector(".curve")).stroke');

  it("draws without script, style or network of its own", async () => {
    const { page, requests, complaints } = await open({ ...WIDE, javaScriptEnabled: false });
    expect([requests.filter((url) => !url.startsWith("file:")), complaints]).toEqual([[], []]);
    expect(await page.locator("#coverage-over-time figure svg").count()).toBeGreaterThan(10);
    expect((await sizeOf(page, "#heartbeats td svg rect.mark-bad")).width).toBeGreaterThan(20);
    await page.close();
  });

  it.each([
    ["light", WIDE],
    ["dark", WIDE],
    ["dark", PHONE],
  ] as const)("has no violations that axe knows of, %s", async (colorScheme, size) => {
    const { page } = await open({ ...size, colorScheme, bypassCSP: true });
    expect(await axeViolations(page)).toEqual([]);
    await page.close();
  });

  it.each([
    ["at 1,400 px", WIDE],
    ["on a phone", PHONE],
  ])("fits %s, strips with their words", async (_, size) => {
    const { page } = await open(size);
    const badges: Box[] = await page.evaluate(
      '[...document.querySelectorAll("#exceptions .badge")].map((one) => one.getBoundingClientRect().toJSON())',
    );
    expect(badges.map(({ right }) => right <= size.viewport.width)).toEqual(badges.map(() => true));
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(size.viewport.width);
    for (const id of ["new-accounts", "heartbeats", "exceptions"]) {
      const cell = await sizeOf(page, `#${id} td:nth-child(3)`);
      expect([id, cell.right <= size.viewport.width, cell.width > 100]).toEqual([id, true, true]);
    }
    await page.close();
  });

  it("has a line that stands out from its page in light and dark", async () => {
    const strokes: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await open({ ...WIDE, colorScheme });
      strokes.push(await strokeOf(page));
      await page.close();
    }
    expect(strokes).toEqual(["rgb(9, 105, 218)", "rgb(88, 166, 255)"]);
  });

  it("says in words what it draws, to who cannot see it", async () => {
    const { page } = await open(WIDE);
    const charts = page.getByRole("img", { name: /^S3_DATA_EVENTS: 100 % on 2026-11-24, lowest 9/ });
    expect(await charts.count()).toBe(1);
    const strip = page.getByRole("img", { name: "eu-west-1: delivering, stalled, or nothing delivered" });
    expect(await strip.count()).toBe(1);
    await page.close();
  });

  it("prints on paper with its figures unfolded", async () => {
    const { page } = await open(WIDE);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await strokeOf(page)).toBe("rgb(9, 105, 218)");
    expect((await page.pdf({ preferCSSPageSize: true, printBackground: true })).length).toBeGreaterThan(
      10_000,
    );
    await page.close();
  });

  it("runs nothing that a name, an exception or a line of the history brings", async () => {
    const base = drawn();
    const [region] = base.verification.regions;
    const accounts = region!.accounts.map((one, n) => ({ ...one, name: HOSTILE[n % HOSTILE.length]! }));
    const verification = { ...base.verification, regions: [{ ...region!, accounts }] };
    const exceptions = HOSTILE.map((text) => ({ ...EXCEPTIONS[0]!, path: text, reason: text, owner: text }));
    const runs = base.history!.runs.map((run) => {
      const coverage = Object.fromEntries(
        HOSTILE.map((text) => [text, { [text]: [1, 2] as [number, number] }]),
      );
      const deliveries = Object.fromEntries(HOSTILE.map((text) => [text, null]));
      const added = [...HOSTILE];
      return {
        ...run,
        found: { ...run.found!, coverage, deliveries, accounts: { aws: { added, gone: [] } } },
      };
    });
    const first = { ...runs[0]!, found: { ...runs[0]!.found, accounts: { aws: { all: [] } } } };
    const hostile = { ...base, verification, exceptions, history: { runs: [first, ...runs] } };
    const { page, requests, complaints } = await open(WIDE, hostile);
    await page.evaluate('window.dispatchEvent(new Event("beforeprint"))');
    expect(await page.evaluate(`"attacked" in window`)).toBe(false);
    expect([requests.filter((url) => !url.startsWith("file:")), complaints]).toEqual([[], []]);
    expect(await page.locator("#new-accounts tbody tr").count()).toBe(new Set(HOSTILE).size);
    expect(
      await page
        .locator("img, iframe, script:not(#data):not(:last-of-type), svg *:not(path):not(rect)")
        .count(),
    ).toBe(0);
    const text = await page.locator("body").evaluate((body) => body.innerHTML);
    // eslint-disable-next-line no-control-regex -- these must not be there
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200d\u0000\u001b]/);
    await page.close();
  });
});
