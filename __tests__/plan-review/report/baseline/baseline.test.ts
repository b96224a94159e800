import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BaselineError, readBaseline } from "../../../../plan-review/report/baseline/baseline";
import { compare } from "../../../../plan-review/report/baseline/compare-reviews";
import type { Difference } from "../../../../plan-review/report/review";
import { reviewReport } from "../../../../plan-review/report/review-report";
import { reviewFiles } from "../../../../plan-review/report/write-review";
import { askAws, caseWorld, reviewWorld, type World } from "../../case-world";
import { add, after, destroy, expressionsOf, remove } from "../../edit-plan";

describe("A comparison with an earlier review", () => {
  const folder = mkdtempSync(join(tmpdir(), "orgduty-baseline-"));
  const path = join(folder, "review.json");
  const before = reviewWorld(caseWorld("first-day"));
  writeFileSync(path, JSON.stringify(before));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("finds nothing where nothing changed", () => {
    const since = compare(readBaseline(path), reviewWorld(caseWorld("first-day")));
    expect(since).toEqual({ reviewedAt: before.reviewedAt, differences: [] });
    expect(reviewFiles({ ...before, since })["review.md"]).toContain("Nothing changed.");
  });

  const differencesOf = (edit: (world: World) => void, from = before) => {
    const world = caseWorld("first-day");
    edit(world);
    writeFileSync(path, JSON.stringify(from));
    return compare(readBaseline(path), reviewWorld(world)).differences;
  };

  it("tells rules, evidence, protection plans, accounts and config that are different", () => {
    const differences = differencesOf((world) => {
      remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
      world.manifest.config.sha256 = "f".repeat(64);
    });
    expect(differences).toEqual(
      expect.arrayContaining([
        {
          what: "config",
          was: `sha256 ${before.provenance.config.sha256.slice(0, 12)}`,
          is: "sha256 ffffffffffff",
        },
        { what: "OD-007 Every active account is covered in every planned region", was: "pass", is: "fail" },
        {
          what: expect.stringMatching(/^OD-007 because of account 012345678901: no member .*\(us-east-2\)$/),
          ...{ was: "not there", is: "found" },
        },
        {
          what: "account in aws 012345678901 Payments",
          was: expect.stringContaining("enrolled in us-east-1, us-east-2;"),
          is: expect.stringContaining("enrolled in us-east-1; missing in us-east-2;"),
        },
      ]),
    );
  });

  it("puts regions together where the same is different in each", () => {
    const differences = differencesOf((world) => {
      for (const region of ["us-east-1", "us-east-2"])
        after(
          world,
          region,
          "aws_guardduty_organization_configuration_feature",
          "S3_DATA_EVENTS",
        ).auto_enable = "ALL";
    });
    const row = { what: "S3_DATA_EVENTS in us-east-1, us-east-2", was: "NEW", is: "ALL" };
    expect(differences).toContainEqual(row);
    const since = { reviewedAt: before.reviewedAt, differences };
    const text = reviewFiles({ ...before, since })["review.md"];
    expect(text).toContain("## Since the review of 2026-11-24T12:00:00.000Z");
    expect(text).toContain("| S3\\_DATA\\_EVENTS in us-east-1, us-east-2 | NEW | ALL |");
  });

  it.each<[string, (world: World) => void, object]>([
    [
      "a log relay that moved",
      (world) => {
        const from = expressionsOf(world, "us-east-1", "aws_lambda_function");
        const moved = JSON.stringify(from.environment).replaceAll("relay.case.example", "evil.example");
        from.environment = JSON.parse(moved);
      },
      { what: "relay in us-east-1", was: "https://relay.case.example/in", is: "https://evil.example/in" },
    ],
    [
      "findings that are archived",
      (world) =>
        add(world, "us-east-1", "aws_guardduty_filter", "all", {
          ...{ rank: 1, name: "all", action: "ARCHIVE", tags_all: { owner: "tests" } },
          finding_criteria: [{ criterion: [{ field: "severity", less_than: "7" }] }],
        }),
      { what: "suppressed in us-east-1", was: "none", is: "1. all: severity less_than 7" },
    ],
    [
      "a role's new policy",
      (world) => add(world, "foundation-aws", "aws_iam_role_policy", "more", { role: "r", policy: "{}" }),
      { what: "create aws_iam_role_policy.more in foundation-aws", was: "not there", is: "planned" },
    ],
    [
      "an alarm that is no longer planned",
      (world) => remove(world, "us-east-1", "aws_lambda_function"),
      {
        what: expect.stringMatching(/^create aws_lambda_function\..* in us-east-1$/),
        ...{ was: "planned", is: "not there" },
      },
    ],
    [
      "what is destroyed",
      (world) => destroy(world, "us-east-1", "aws_lambda_function"),
      {
        what: expect.stringMatching(/^delete aws_lambda_function\..* in us-east-1$/),
        ...{ was: "not there", is: "planned" },
      },
    ],
    [
      "an exception that somebody prolonged",
      (world) =>
        (world.project.config.organizations.aws!.enrolment.exclude["444444444444"]!.until = "2099-12-31"),
      {
        what: "exception organizations.aws.enrolment.exclude.444444444444",
        was: expect.not.stringContaining("2099"),
        is: expect.stringMatching(/; until 2099-12-31$/),
      },
    ],
    [
      "another snapshot",
      (world) => (world.manifest.snapshots.aws!.sha256 = "e".repeat(64)),
      { what: "snapshot of aws", was: expect.any(String), is: "sha256 eeeeeeeeeeee" },
    ],
    [
      "a control that is no longer met",
      (world) => {
        const feature = "aws_guardduty_organization_configuration_feature";
        for (const region of ["us-east-1", "us-east-2", "cn-north-1"])
          after(world, region, feature, "EKS_AUDIT_LOGS").auto_enable = "NONE";
      },
      {
        what: expect.stringMatching(/^GuardDuty\.5 /),
        was: expect.any(String),
        is: expect.stringMatching(/^not met/),
      },
    ],
    [
      "an account's other name",
      ({ project }) =>
        (project.snapshots.aws!.accounts.find(({ id }) => id === "012345678901")!.name = "Renamed"),
      { what: "name of account in aws 012345678901", was: "Payments", is: "Renamed" },
    ],
  ])("tells of %s", (_, edit, expected) => {
    expect(differencesOf(edit)).toContainEqual(expected);
  });

  it("takes a change for applied that an earlier live review planned", () => {
    const live = (world: World) => askAws(world);
    const from = caseWorld("first-day");
    live(from);
    const differences = differencesOf((world) => {
      live(world);
      remove(world, "us-east-1", "aws_lambda_function");
    }, reviewWorld(from));
    expect(differences.filter(({ what }) => what.startsWith("create "))).toEqual([]);
  });

  it("tells of accounts that joined, thousands in one line", () => {
    const joined = (count: number) =>
      differencesOf(({ project }) => {
        const { accounts } = project.snapshots.aws!;
        for (let n = 0; n < count; n += 1)
          accounts.push({ ...accounts[0]!, id: String(800_000_000_000 + n), name: `Late ${n}` });
      }).filter(({ what }) => what.includes("account in aws"));
    expect(joined(1)).toMatchObject([{ what: "account in aws 800000000000 Late 0", was: "not there" }]);
    const [{ what, places }, ...others] = joined(5000) as [Difference];
    expect(others).toEqual([]);
    expect(what).toMatch(/^account in aws 800000000000 Late 0, .* and 4995 more$/);
    expect(places).toHaveLength(5000);
  });

  it("keeps a page to its size, however much is different", () => {
    const differences = Array.from({ length: 400 }, (_, n) => ({ what: String(n), was: "a", is: "b" }));
    const since = { reviewedAt: before.reviewedAt, differences };
    const { sections } = reviewReport({ ...before, since });
    expect(sections.find(({ id }) => id === "since")?.blocks).toMatchObject([{ rows: { length: 300 } }]);
    const files = reviewFiles({ ...before, since });
    expect(files["review.html"]).toContain("<p>and 100 more, in review.json</p>");
    expect(files["review.md"]).toContain("\n\nand 100 more, in review.json.\n");
  });

  it.each(["{}", "no JSON", '{"schemaVersion":2}'])("rejects what is no review: %s", (text) => {
    const other = join(folder, "other.json");
    writeFileSync(other, text);
    expect(() => readBaseline(other)).toThrow(BaselineError);
    expect(() => readBaseline(other)).toThrow(
      "other.json is not a review\n  fix: name the review.json of the last review that was signed",
    );
  });

  it("rejects a file that is not there", () => {
    expect(() => readBaseline(join(folder, "none.json"))).toThrow(/none\.json does not exist\n {2}fix: name/);
    expect(() => readBaseline(folder)).toThrow(/ cannot be read\n {2}fix: name/);
  });
});
