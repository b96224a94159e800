import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cutMarkdown } from "../../../drawing/markdown/cut-markdown";
import { SHORT } from "../../../drawing/markdown/lengths";
import { renderMarkdown } from "../../../drawing/markdown/render-markdown";
import { reviewReport, reviewText } from "../../../plan-review/report/review-report";
import { reviewFiles, summaryFiles, writeFiles } from "../../../plan-review/report/write-review";
import { askAws, caseWorld, reviewWorld, TODAY } from "../case-world";
import { add, destroy, remove } from "../edit-plan";
import { makeHostile } from "../hostile";

function brokenReview() {
  const world = caseWorld("first-day");
  remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
  destroy(world, "us-east-1", "aws_sqs_queue", "finding-delivery_dead");
  world.project.config.review.waivers["OD-042"] = { reason: "a case", owner: "tests", until: "2027-01-01" };
  return reviewWorld(world);
}

interface Sarif {
  version: string;
  runs: {
    tool: { driver: { rules: { id: string }[] } };
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      suppressions?: object[];
      locations: { physicalLocation: { artifactLocation: { uri: string } }; logicalLocations?: object[] }[];
    }[];
  }[];
}

describe("A review's files", () => {
  it("are the page, Markdown, a comment, JSON, SARIF and a statement to sign", () => {
    const folder = mkdtempSync(join(tmpdir(), "orgduty-review-"));
    writeFiles(join(folder, "new"), reviewFiles(reviewWorld(caseWorld("changes"))));
    expect(readdirSync(join(folder, "new")).sort()).toEqual([
      ...["comment.md", "review.html", "review.intoto.json", "review.json", "review.md", "review.sarif"],
    ]);
    rmSync(folder, { recursive: true });
  });

  it("are the same bytes for the same plans, config and day", () => {
    expect(reviewFiles(reviewWorld(caseWorld("hub")))).toEqual(reviewFiles(reviewWorld(caseWorld("hub"))));
  });

  it("replace what was there, and leave nothing else behind", () => {
    const folder = mkdtempSync(join(tmpdir(), "orgduty-review-"));
    writeFiles(folder, { a: "old" });
    writeFiles(folder, { a: "new" });
    expect(readdirSync(folder)).toEqual(["a"]);
    expect(readFileSync(join(folder, "a"), "utf8")).toBe("new");
    rmSync(folder, { recursive: true });
  });

  it("tell SARIF what fails, at a line of the config and the resource of the plan", () => {
    const source = { path: "security/orgduty.yaml", text: "name: acme\n\nregions: all\n" };
    const { version, runs } = JSON.parse(reviewFiles(brokenReview(), source)["review.sarif"]!) as Sarif;
    const [{ results, tool }] = runs as [Sarif["runs"][0]];
    expect(version).toBe("2.1.0");
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ["OD-001", "error"],
      ["OD-007", "error"],
      ["OD-064", "error"],
      ["OD-042", "note"],
    ]);
    expect(results[0]!.locations[0]).toMatchObject({
      physicalLocation: { artifactLocation: { uri: "security/orgduty.yaml" }, region: { startLine: 3 } },
      logicalLocations: [{ fullyQualifiedName: expect.stringMatching(/^us-east-1\/aws_sqs_queue\./) }],
    });
    expect(results[1]!.message.text).toContain("account 012345678901: no member in the plan");
    expect(results[1]!.message.text).toContain("(us-east-2)");
    expect(results[3]!.suppressions).toHaveLength(1);
    expect(results[3]!.locations[0]!.physicalLocation.artifactLocation.uri).toBe("security/orgduty.yaml");
  });

  it("state to in-toto which plan files were reviewed, with which verdict", () => {
    const review = brokenReview();
    const said = JSON.parse(reviewFiles(review)["review.intoto.json"]!) as Record<string, unknown>;
    const [first] = review.provenance.plans;
    expect(said).toMatchObject({
      _type: "https://in-toto.io/Statement/v1",
      predicateType: "https://in-toto.io/attestation/test-result/v0.1",
      predicate: { result: "FAILED", failedTests: ["OD-001", "OD-007", "OD-064"], warnedTests: ["OD-042"] },
    });
    expect(said.subject).toContainEqual({
      name: `${first!.stack}/plan.json`,
      digest: { sha256: first!.planJsonSha256 },
    });
    expect(said.subject).toHaveLength(2 * review.provenance.plans.length);
  });

  it("name a rule that the config lowers, in each of them", () => {
    const world = caseWorld("first-day");
    remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
    world.project.config.review.rules["OD-007"] = "warn";
    const files = reviewFiles(reviewWorld(world));
    for (const name of ["review.html", "review.md", "review.json", "review.sarif"])
      expect([name, files[name]]).toEqual([name, expect.stringContaining("lowered by the config from deny")]);
    expect(files["review.md"]).toMatch(
      /^\*\*Passed offline, AWS was not asked: .*, lowered by the config: OD-007\*\*$/m,
    );
    expect(JSON.parse(files["review.intoto.json"]!)).toMatchObject({
      predicate: { annotations: { loweredRules: ["OD-007"] } },
    });
  });

  it("are named by the statement with their digests, so that its signature is one of theirs too", () => {
    const { "review.intoto.json": statement, ...others } = reviewFiles(brokenReview());
    const { predicate } = JSON.parse(statement!) as { predicate: { annotations: { review: object[] } } };
    expect(predicate.annotations.review).toEqual(
      Object.entries(others).map(([name, text]) => ({
        name,
        digest: { sha256: createHash("sha256").update(text).digest("hex") },
      })),
    );
    expect(Object.keys(others)).toContain("review.json");
  });

  it("state PASSED only where nothing warns", () => {
    const world = caseWorld("changes");
    const result = () =>
      (
        JSON.parse(reviewFiles(reviewWorld(world))["review.intoto.json"]!) as {
          predicate: { result: string };
        }
      ).predicate.result;
    expect(result()).toBe("WARNED");
    askAws(world);
    expect(result()).toBe("PASSED");
  });

  it("say the day they are of", () => {
    expect(reviewWorld(caseWorld("changes")).reviewedAt).toBe(TODAY.toISOString());
  });

  it("hold no invisible character, and no markup that a name brought", () => {
    const files = { ...reviewFiles(reviewWorld(makeHostile(caseWorld("first-day")))) };
    for (const [name, text] of Object.entries(files)) {
      // eslint-disable-next-line no-control-regex -- these must not be there
      expect([name, /[\u202a-\u202e\u2066-\u2069\u200b-\u200d\u0000-\u0008\u001b\r]/.test(text)]).toEqual([
        name,
        false,
      ]);
    }
    const outsideCode = files["review.md"]!.replace(/(`+)[^\n]*?[^`]\1(?!`)/g, "");
    expect(outsideCode).not.toMatch(
      /<(script|img|svg)|(?<!\\)\]\(javascript|(^|\W)@everyone|https:\/\/evil/i,
    );
  });
});

describe("A review's summary", () => {
  const LIMIT = 64_000;

  it("is the whole Markdown where that fits", () => {
    const review = reviewWorld(caseWorld("changes"));
    expect(summaryFiles(review)["summary.md"]).toBe(reviewFiles(review)["review.md"]);
  });

  it("is cut at a line, within the limit, with a pointer to the rest", () => {
    const text = `# Verdict\n${"| ü | row |\n".repeat(20_000)}`;
    const cut = cutMarkdown(text, LIMIT, "review.md");
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(LIMIT);
    expect(Buffer.byteLength(cut)).toBeGreaterThan(LIMIT - 200);
    expect(cut).toMatch(
      /\| ü \| row \|\n\n\*\*Cut here, at 64 kB: the whole review is in review\.md\.\*\*\n$/,
    );
  });

  it("names the sections that a cut leaves out", () => {
    const cut = cutMarkdown(
      `# Verdict\n${"line\n".repeat(200)}## Exceptions\n\nNone.\n\n## Every rule\n`,
      600,
      "review.md",
    );
    expect(cut).toMatch(/the whole review is in review\.md, with Exceptions, Every rule\.\*\*\n$/);
  });

  describe("of a large organization", () => {
    const world = caseWorld("first-day");
    const [pattern] = world.project.snapshots.aws!.accounts;
    for (let n = 0; n < 2000; n += 1)
      world.project.snapshots.aws!.accounts.push({ ...pattern!, id: String(800_000_000_000 + n) });
    destroy(world, "us-east-1", "aws_guardduty_detector", "management");
    const secret = { secret_string: "x" };
    add(world, "foundation-aws", "aws_secretsmanager_secret_version", "token", secret, {
      secret_string: { constant_value: "x" },
    });
    const review = reviewWorld(world);
    const short = renderMarkdown(reviewReport(review), SHORT);

    it("is short, with a little of everything", () => {
      expect(Buffer.byteLength(short)).toBeLessThanOrEqual(LIMIT);
      expect(short).toContain("\n\nand 1980 more, in review.json.\n");
      expect(short).toContain("### OD-034 **fail**");
      for (const section of ["Accounts and regions", "Exceptions", "Every rule", "Provenance"])
        expect(short).toContain(`## ${section}\n`);
      expect(short).not.toContain("Cut here");
    });

    it("tells what is destroyed before anything but coverage", () => {
      const [, , first] = short.split("\n## ");
      expect(first).toContain("Destroyed or replaced\n");
      expect(first).toContain("aws_guardduty_detector.management");
    });

    it("has every account in the Markdown file, and a bounded list of a rule's evidence", () => {
      const whole = reviewFiles(review)["review.md"]!;
      expect(whole).toContain("800000001999");
      expect(whole).toContain("\n\nand 1700 more, in review.json.\n");
    });
  });
});

describe("The verdict on a terminal", () => {
  it("tells what happens, what fails with its fix, and the headline last", () => {
    const review = brokenReview();
    const text = reviewText(review);
    expect(text).toContain("OD-007 fail: Every active account is covered in every planned region");
    expect(text).toContain(
      "account 012345678901: no member in the plan, and no auto-enable for ALL accounts (us-east-2)",
    );
    expect(text).toContain("waiver by tests, until 2027-01-01: a case");
    const statuses = review.rules.map(({ status }) => status);
    const [passed, silent] = ["pass", "not-applicable"].map((wanted) =>
      statuses.filter((is) => is === wanted),
    );
    expect(text.split("\n").at(-1)).toBe(
      `Failed offline, AWS was not asked: 3 rules (OD-001, OD-007, OD-064); ${passed!.length} passed, 1 waived, ${silent!.length} not applicable`,
    );
  });

  it("counts what it does not show", () => {
    const world = caseWorld("first-day");
    for (let n = 0; n < 12; n += 1)
      add(world, "us-east-1", "aws_guardduty_ipset", `list-${n}`, {
        activate: false,
        tags_all: { owner: "tests" },
      });
    expect(reviewText(reviewWorld(world))).toContain(
      "  and 2 more\n  fix: activate = true, or remove the list",
    );
  });
});

describe("The verdict's paragraph", () => {
  it("counts accounts in planned regions, and names the others", () => {
    const world = caseWorld("first-day");
    expect(reviewWorld(world).verdict.summary).toContain(
      "In aws-cn, GuardDuty then covers 3 of 3 accounts in the one planned region, and nothing in cn-northwest-1.",
    );
    remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
    expect(reviewWorld(world).verdict.summary).toContain(
      "In aws, GuardDuty then covers between 3 and 4 of 6 accounts in each of 2 planned regions, and nothing in ap-",
    );
    world.manifest.stacks = world.manifest.stacks.filter(({ partition }) => partition === "aws");
    expect(reviewWorld(world).verdict.summary).toContain(
      "In aws-cn, no region is planned, so nothing is covered",
    );
  });

  it("says that plans which are not live are no answer of AWS, also in the verdict itself", () => {
    const world = caseWorld("changes");
    const { verdict } = reviewWorld(world);
    expect([verdict.live, verdict.headline]).toEqual([
      false,
      expect.stringMatching(/^Passed offline, AWS was not asked: /),
    ]);
    askAws(world, "local");
    expect(reviewWorld(world).verdict.headline).toMatch(/^Passed on the local AWS, not on AWS: /);
    askAws(world);
    expect(reviewWorld(world).verdict).toMatchObject({
      live: true,
      headline: expect.stringMatching(/^Passed: /),
    });
    world.manifest.mode = "offline";
    expect(reviewWorld(world).verdict.summary).toContain("can never be applied to AWS");
    askAws(world);
    expect(reviewWorld(world).verdict.summary).not.toContain("can never be applied");
  });
});
