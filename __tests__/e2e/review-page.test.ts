import type { BrowserContextOptions, Page } from "playwright-core";
import { reviewReport } from "../../plan-review/report/review-report";
import { askAws, caseWorld, reviewWorld, type World } from "../plan-review/case-world";
import { add, changeOf, destroy, remove } from "../plan-review/edit-plan";
import { HOSTILE, makeHostile } from "../plan-review/hostile";
import { hasChromium } from "../support/chromium";
import { axeViolations, Reader } from "../support/open-page";

const withChromium = hasChromium() ? describe : describe.skip;

withChromium("review.html in Chromium", () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await Reader.start();
  });
  afterAll(() => reader.close());

  const open = (world: World, hash = "", options: BrowserContextOptions = {}) =>
    reader.open(reviewReport(reviewWorld(world)), hash, options);

  async function isVisible(page: Page, selector: string): Promise<boolean> {
    return page.locator(selector).first().isVisible();
  }

  it("asks the network for nothing and breaks no policy", async () => {
    const { page, requests, complaints } = await open(caseWorld("first-day"));
    expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("runs no script but its own", async () => {
    const { page } = await open(caseWorld("first-day"));
    const inject = `document.body.append(Object.assign(document.createElement("script"), {textContent: "window.attacked = 1"}))`;
    await page.evaluate(inject);
    expect(await page.evaluate(`"attacked" in window`)).toBe(false);
    await page.close();
  });

  it.each(["light", "dark"] as const)("has no violations that axe knows of, %s", async (colorScheme) => {
    const world = caseWorld("first-day");
    remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
    destroy(world, "us-east-1", "aws_sqs_queue", "finding-delivery_dead");
    const drifted = structuredClone(changeOf(world, "us-east-1", "aws_lambda_function"));
    drifted.change.before = { timeout: 3 };
    world.plans["us-east-1"]!.resource_drift = [drifted];
    // Only axe needs to get past the policy.
    const { page } = await open(world, "#012345678901/us-east-2", { colorScheme, bypassCSP: true });
    expect(await axeViolations(page)).toEqual([]);
    await page.close();
  });

  it("finds an account by any part of its name", async () => {
    const { page } = await open(caseWorld("first-day"));
    const explorer = page.locator(".explorer").first();
    await explorer.getByRole("searchbox").fill("søns shop@");
    expect(await explorer.locator("tbody tr").allInnerTexts()).toEqual([
      expect.stringContaining("Shop & Søns"),
    ]);
    expect(await explorer.locator(".count").innerText()).toBe("1 of 6 accounts match, 1 are shown");
    await page.close();
  });

  it("shows only accounts with a cell in a state", async () => {
    const { page } = await open(caseWorld("first-day"));
    const explorer = page.locator(".explorer").first();
    await explorer.getByRole("combobox", { name: "accounts with a cell that is" }).selectOption("suspended");
    expect(await explorer.locator("tbody tr").allInnerTexts()).toEqual([
      expect.stringContaining("Old Intranet"),
    ]);
    await page.close();
  });

  it("sorts accounts, there and back", async () => {
    const { page } = await open(caseWorld("first-day"));
    const explorer = page.locator(".explorer").first();
    const first = () => explorer.locator("tbody tr b").first().innerText();
    expect(await first()).toBe("012345678901");
    await explorer.getByRole("button", { name: "account", exact: true }).click();
    expect(await first()).toBe("444444444444");
    expect(await explorer.locator("th").first().getAttribute("aria-sort")).toBe("descending");
    await page.close();
  });

  it("sorts a table by a column's text", async () => {
    const { page } = await open(caseWorld("first-day"));
    const table = page.locator("#controls table.plain");
    await table.getByRole("button", { name: "control" }).click();
    await table.getByRole("button", { name: "control" }).click();
    expect(await table.locator("tbody th").first().innerText()).toBe("GuardDuty.13");
    await page.close();
  });

  it("follows a link to a cell and tells why it is so", async () => {
    const world = caseWorld("first-day");
    remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
    const { page } = await open(world, "#012345678901/us-east-2");
    const detail = page.locator(".detail").first();
    expect(await detail.innerText()).toContain("012345678901 in us-east-2: missing");
    expect(await detail.innerText()).toContain("no member in the plan");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("missing");
    await page.evaluate('location.hash = "#700000000001/cn-north-1"');
    await page.waitForFunction(`document.querySelectorAll(".detail")[1].textContent.includes("cn-north-1")`);
    await page.close();
  });

  it.each([1500, 390])(
    "shows the cell that a link goes to, beside the column that stays, %s px",
    async (width) => {
      const { page } = await open(caseWorld("first-day"), "#012345678901/us-east-2", {
        viewport: { width, height: 844 },
      });
      const shown = async () =>
        page.evaluate(`(() => {
        const { x, y, width, height } = document.activeElement.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2)?.textContent;
      })()`);
      expect(await shown()).toBe("on, enrolled");
      // Back over all columns: the last one comes out from below the column that stays.
      for (let step = 0; step < 20; step += 1) await page.keyboard.press("ArrowLeft");
      expect(await page.evaluate("document.activeElement.closest('td').cellIndex")).toBe(1);
      expect(await shown()).toBe(await page.evaluate("document.activeElement.textContent"));
      await page.close();
    },
  );

  it("survives a link that no browser made, and still prints everything", async () => {
    const { page, complaints } = await open(caseWorld("first-day"), "#%");
    await page.evaluate('window.dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator("details:not([open])").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("follows a link to a rule and opens it", async () => {
    const { page } = await open(caseWorld("first-day"), "#OD-007");
    const rule = page.locator("#OD-007");
    expect(await rule.getAttribute("open")).not.toBeNull();
    expect(await rule.innerText()).toContain("Every active account is covered");
    await page.close();
  });

  it("moves over the cells with the arrow keys, one stop for the Tab key", async () => {
    const { page } = await open(caseWorld("first-day"));
    const cells = page.locator(".explorer").first().locator("tbody a");
    expect(await page.locator(".explorer").first().locator('tbody a[tabindex="0"]').count()).toBe(1);
    await cells.first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.waitForFunction('location.hash === "#100000000001/ap-northeast-2"');
    expect(await page.locator(".detail").first().innerText()).toContain("100000000001 in ap-northeast-2");
    await page.close();
  });

  it("shows rules of one verdict only", async () => {
    const { page } = await open(caseWorld("first-day"));
    await page.locator("#rules > .fold > summary").click();
    await page.locator("#rules").getByRole("combobox").selectOption("warning");
    const shown = page.locator("#rules .entry:visible summary b");
    expect(await shown.allInnerTexts()).toEqual(["OD-042"]);
    await page.close();
  });

  it("names every account with scripting off", async () => {
    const { page } = await open(caseWorld("first-day"), "", { javaScriptEnabled: false });
    await page.locator("#coverage-aws details summary").first().click();
    const text = await page.locator("#coverage-aws").innerText();
    const { accounts } = caseWorld("first-day").project.snapshots.aws!;
    for (const { id, name } of accounts) expect(text).toContain(`${id} ${name}`);
    expect(await isVisible(page, ".explorer input")).toBe(false);
    await page.close();
  });

  it("prints every account and every rule's evidence", async () => {
    const { page } = await open(caseWorld("first-day"));
    await page.emulateMedia({ media: "print" });
    await page.evaluate('window.dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator("details:not([open])").count()).toBe(0);
    expect(await isVisible(page, "nav")).toBe(false);
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000);
    await page.evaluate('window.dispatchEvent(new Event("afterprint"))');
    expect(await page.locator("#coverage-aws details[open]").count()).toBe(0);
    await page.close();
  });

  it("runs nothing that a name brings, and shows what a name hides", async () => {
    const world = makeHostile(caseWorld("first-day"));
    add(world, "us-east-1", "aws_guardduty_detector", HOSTILE[1], { enable: true, tags_all: {} });
    const { page, requests, complaints } = await open(world);
    await page.evaluate('window.dispatchEvent(new Event("beforeprint"))');
    for (const box of await page.getByRole("searchbox").all()) await box.fill("attacked");
    await page.locator(".explorer tbody a").first().click();
    expect(await page.evaluate(`"attacked" in window`)).toBe(false);
    expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
    expect(complaints).toEqual([]);
    const text = await page.locator("body").evaluate((body) => body.textContent ?? "");
    expect(text).toContain("⟨U+202E⟩");
    expect(text).toContain("'=HYPERLINK");
    expect(text).toContain("(10240 characters)");
    // eslint-disable-next-line no-control-regex -- these must not be there
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200d\u0000\u001b]/);
    expect(await page.locator("img, svg, iframe, script:not(#data):not(:last-of-type)").count()).toBe(0);
    await page.close();
  });

  it("answers account x region x plan with a click", async () => {
    const { page } = await open(caseWorld("first-day"));
    const explorer = page.locator(".explorer").first();
    await explorer.getByRole("searchbox").fill("012345678901");
    await explorer.locator('a[href="#012345678901/us-east-1"]').click();
    const answers = explorer.locator(".detail li");
    await answers.first().waitFor();
    expect(await answers.allInnerTexts()).toEqual([
      ...[
        "GUARDDUTY on",
        "S3_DATA_EVENTS on by NEW",
        "EKS_AUDIT_LOGS on",
        "EBS_MALWARE_PROTECTION on by NEW",
      ],
      ...["RDS_LOGIN_EVENTS on by NEW", "LAMBDA_NETWORK_LOGS off", "RUNTIME_MONITORING on by NEW"],
    ]);
    await page.close();
  });

  it("answers account x region x plan with filters, by keyboard alone", async () => {
    const { page } = await open(caseWorld("first-day"));
    const explorer = page.locator(".explorer").first();
    await explorer.getByRole("searchbox").focus();
    await page.keyboard.type("shop");
    await page.keyboard.press("Tab");
    await page.keyboard.type("us-east-2");
    await page.keyboard.press("Tab");
    await page.keyboard.type("LAMBDA");
    expect(await explorer.locator("thead th").allInnerTexts()).toEqual(["account", "us-east-2"]);
    expect(await explorer.locator("tbody td").allInnerTexts()).toEqual(["off"]);
    expect(await explorer.locator(".count").innerText()).toBe(
      "1 of 6 accounts match, 1 are shown. LAMBDA_NETWORK_LOGS in us-east-2: off 1",
    );
    await explorer.getByRole("searchbox").fill("");
    expect(await explorer.locator(".count").innerText()).toContain("us-east-2: off 4, account not covered 2");
    await explorer.getByRole("combobox", { name: "accounts with a cell that is" }).focus();
    await page.keyboard.type("account not");
    expect(await explorer.locator("tbody b").allInnerTexts()).toEqual(["100000000002", "444444444444"]);
    await page.close();
  });

  it("gives every control of a search a name", async () => {
    const { page } = await open(caseWorld("first-day"));
    const explorer = page.locator(".explorer").first();
    for (const name of ["In region", "With plan", "accounts with a cell that is"])
      expect(await explorer.getByRole("combobox", { name, exact: true }).count()).toBe(1);
    expect(await explorer.getByRole("searchbox", { name: "Search accounts by" }).count()).toBe(1);
    expect(await page.getByRole("checkbox", { name: "Show addresses with their hash" }).count()).toBe(1);
    await page.close();
  });

  describe.each([1400, 390])("at %s px", (width) => {
    const narrow = { viewport: { width, height: 844 } };
    const overflowing = `[document.documentElement, ...document.querySelectorAll(".scroll, td, th, .entry")]
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline")
      .filter((one) => one.closest("thead") === null)
      .map((one) => one.tagName + " " + (one.getAttribute("aria-label") ?? one.textContent.slice(0, 60)))`;

    it("scrolls sideways nowhere, folded or not", async () => {
      const { page } = await open(caseWorld("first-day"), "", narrow);
      expect(await page.evaluate(overflowing)).toEqual([]);
      await page.evaluate(`for (const one of document.querySelectorAll("details")) one.open = true`);
      expect(await page.evaluate(overflowing)).toEqual([]);
      await page.close();
    });

    it("breaks no plain word", async () => {
      const { page } = await open(caseWorld("first-day"), "", narrow);
      const broken = `(() => {
        const found = [];
        const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode())
          for (const word of node.data.matchAll(/(?<![\\w.@+/-])[A-Za-z]{2,20}(?![\\w.@+/-])/g)) {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            if (range.getClientRects().length > 1) found.push(word[0]);
          }
        return found;
      })()`;
      expect(await page.evaluate(broken)).toEqual([]);
      await page.close();
    });

    it("stays below 12 screens of a large monitor, however many accounts there are", async () => {
      const world = caseWorld("first-day");
      const [pattern] = world.project.snapshots.aws!.accounts;
      for (let n = 0; n < 2000; n += 1) {
        const id = String(800_000_000_000 + n);
        world.project.snapshots.aws!.accounts.push({ ...pattern!, id });
        if (n < 60)
          world.project.config.organizations.aws!.enrolment.exclude[id] = {
            reason: `${n}`,
            owner: "o@a.example",
          };
      }
      const { page } = await open(world, "", narrow);
      expect(await page.evaluate("document.documentElement.scrollHeight")).toBeLessThan(
        width > 400 ? 11_000 : 18_000,
      );
      expect(await page.locator("details.fold:not([open])").count()).toBeGreaterThan(3);
      await page.close();
    });
  });

  it("shows an address without its hash, and with it on demand", async () => {
    const { page } = await open(caseWorld("first-day"));
    await page.locator("#changes .fold > summary").click();
    const address = page.locator("#changes code", { hasText: "administrator-detector" }).first();
    expect(await address.innerText()).toBe("aws_guardduty_detector.administrator-detector");
    expect(await address.locator("span").getAttribute("title")).toMatch(
      /administrator-detector_[0-9A-F]{8}$/,
    );
    await page.getByRole("checkbox", { name: "Show addresses with their hash" }).focus();
    await page.keyboard.press("Space");
    expect(await address.innerText()).toMatch(/administrator-detector_[0-9A-F]{8}$/);
    await page.close();
  });

  it("is green only if AWS was asked", async () => {
    const world = caseWorld("changes");
    const verdict = async () => {
      const { page } = await open(world);
      const found = page.locator(".verdict");
      const said = [await found.getAttribute("class"), (await found.innerText()).slice(0, 14)];
      await page.close();
      return said;
    };
    expect(await verdict()).toEqual(["verdict caution", "Passed offline"]);
    askAws(world);
    expect(await verdict()).toEqual(["verdict good", expect.stringMatching(/^Passed: /)]);
  });
});
