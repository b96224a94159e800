import { verifyReport } from "../../verification/report/verify-report";
import { HOSTILE } from "../plan-review/hostile";
import { hasChromium } from "../support/chromium";
import { axeViolations, Reader } from "../support/open-page";
import { gone, ids } from "../verification/report/example-report";

const withChromium = hasChromium() ? describe : describe.skip;

/** Everything that a verification may have to say. */
const full = {
  ...gone,
  verification: {
    ...gone.verification,
    unread: [{ region: "us-east-1", error: "AccessDenied: no", fix: "allow it" }] as const,
    regions: gone.verification.regions.map((region) => ({
      ...region,
      ...{ notes: ["the key's policy was not read"], strangers: ["999999999999"] },
      forwarding: { messages: { queue: 3, "queue-dead": 1 }, lastDeliveryAt: "2026-11-23T23:00:00Z" },
    })),
  },
  samples: [{ region: "eu-west-1", account: "1", type: "t", path: "by rule", delivered: true }] as const,
};

withChromium("verify's page in Chromium", () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await Reader.start();
  });
  afterAll(() => reader.close());

  it("asks the network for nothing and breaks no policy", async () => {
    const { page, requests, complaints } = await reader.open(verifyReport(full));
    expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(["light", "dark"] as const)("has no violations that axe knows of, %s", async (colorScheme) => {
    const options = { colorScheme, bypassCSP: true };
    const { page } = await reader.open(verifyReport(full), `#${ids[0]}/eu-west-1`, options);
    expect(await axeViolations(page)).toEqual([]);
    await page.close();
  });

  it("follows a link to an account's cell and tells its gaps", async () => {
    const { page } = await reader.open(verifyReport(full), `#${ids[0]}/eu-west-1`);
    const detail = await page.locator(".detail").first().innerText();
    expect(detail).toContain(`${ids[0]} in eu-west-1: NOT_ENROLLED`);
    expect(detail).toContain("S3_DATA_EVENTS: wanted on, found off");
    await page.close();
  });

  it("sorts every gap by what it is", async () => {
    const { page } = await reader.open(verifyReport(full));
    const table = page.locator("#every-gap table");
    const first = () => table.locator("tbody tr").first().locator("td").nth(2).innerText();
    const before = await first();
    await table.getByRole("button", { name: "what" }).click();
    await table.getByRole("button", { name: "what" }).click();
    expect([before, await first()]).toEqual(["GUARDDUTY", "S3_DATA_EVENTS"]);
    await page.close();
  });

  it("has nothing folded on paper", async () => {
    const { page } = await reader.open(verifyReport(full));
    expect(await page.locator("#gaps details:not([open])").count()).toBe(1);
    await page.evaluate('window.dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator("details:not([open])").count()).toBe(0);
    await page.close();
  });

  it("runs nothing that a name or an error brings, and shows what it hides", async () => {
    const [region] = full.verification.regions;
    const accounts = region!.accounts.map((account, n) => ({
      ...account,
      name: HOSTILE[n % HOSTILE.length]!,
    }));
    const gaps = region!.gaps.map((gap, n) => ({ ...gap, found: HOSTILE[n % HOSTILE.length]! }));
    const unread = HOSTILE.map((text) => ({ region: "us-east-1", error: text, fix: text }) as const);
    const regions = [{ ...region!, accounts, gaps, notes: HOSTILE, strangers: HOSTILE }];
    const verification = { ...full.verification, name: HOSTILE[1], regions, unread };
    const samples = HOSTILE.map((text) => ({ ...full.samples[0], delivered: false, reason: text }));
    const { page, requests, complaints } = await reader.open(
      verifyReport({ ...full, verification, samples }),
    );
    await page.evaluate('window.dispatchEvent(new Event("beforeprint"))');
    for (const box of await page.getByRole("searchbox").all()) await box.fill("attacked");
    expect(await page.evaluate(`"attacked" in window`)).toBe(false);
    expect([requests.filter((url) => !url.startsWith("file:")), complaints]).toEqual([[], []]);
    const text = await page.locator("body").evaluate((body) => body.textContent ?? "");
    expect(text).toContain("⟨U+202E⟩");
    // eslint-disable-next-line no-control-regex -- these must not be there
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200d\u0000\u001b]/);
    expect(await page.locator("img, svg, iframe, script:not(#data):not(:last-of-type)").count()).toBe(0);
    await page.close();
  });
});
