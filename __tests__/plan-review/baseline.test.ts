import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BaselineError, compare, readBaseline } from "../../plan-review/baseline";
import { renderMarkdown } from "../../plan-review/render-markdown";
import { caseWorld, reviewWorld } from "./case-world";
import { after, remove } from "./edit-plan";

describe("A comparison with an earlier review", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-baseline-"));
  const path = join(folder, "review.json");
  const before = reviewWorld(caseWorld("first-day"));
  writeFileSync(path, JSON.stringify(before));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("finds nothing where nothing changed", () => {
    const since = compare(readBaseline(path), reviewWorld(caseWorld("first-day")));
    expect(since).toEqual({ reviewedAt: before.reviewedAt, differences: [] });
    expect(renderMarkdown({ ...before, since })).toContain("Nothing changed.");
  });

  it("tells rules, protection plans, accounts and config that are different", () => {
    const world = caseWorld("first-day");
    remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
    const feature = "aws_guardduty_organization_configuration_feature";
    after(world, "us-east-1", feature, "S3_DATA_EVENTS").auto_enable = "ALL";
    world.manifest.config.sha256 = "f".repeat(64);
    const review = reviewWorld(world);
    const { differences } = compare(readBaseline(path), review);
    expect(differences).toEqual([
      {
        what: "config",
        was: `sha256 ${before.provenance.config.sha256.slice(0, 12)}`,
        is: "sha256 ffffffffffff",
      },
      { what: "OD-007 Every active account is covered in every planned region", was: "pass", is: "fail" },
      { what: "OD-013 Protection plans are in the mode the config says", was: "pass", is: "fail" },
      { what: "S3_DATA_EVENTS in us-east-1", was: "NEW", is: "ALL" },
      {
        what: "account 012345678901 Payments (aws)",
        was: expect.stringContaining("enrolled in us-east-1, us-east-2;"),
        is: expect.stringContaining("enrolled in us-east-1; missing in us-east-2;"),
      },
    ]);
    const text = renderMarkdown({ ...review, since: { reviewedAt: before.reviewedAt, differences } });
    expect(text).toContain("## Since the review of 2026-11-24T12:00:00.000Z");
    expect(text).toContain("| S3\\_DATA\\_EVENTS in us-east-1 | NEW | ALL |");
  });

  it("tells of accounts that joined", () => {
    const world = caseWorld("first-day");
    const { accounts } = world.project.snapshots.aws!;
    accounts.push({ ...accounts[0]!, id: "800000000000", name: "Late" });
    const { differences } = compare(readBaseline(path), reviewWorld(world));
    expect(differences).toContainEqual(
      expect.objectContaining({ what: "account 800000000000 Late (aws)", was: "not there" }),
    );
  });

  it.each(["{}", "no JSON", '{"schemaVersion":2}'])("rejects what is no review: %s", (text) => {
    const other = join(folder, "other.json");
    writeFileSync(other, text);
    expect(() => readBaseline(other)).toThrow(BaselineError);
    expect(() => readBaseline(other)).toThrow("fix: name the review.json of the last review that was signed");
  });

  it("rejects a file that is not there", () => {
    expect(() => readBaseline(join(folder, "none.json"))).toThrow(BaselineError);
  });
});
