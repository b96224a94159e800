import { renderMarkdown } from "../../../drawing/markdown/render-markdown";
import { comment } from "../../../plan-review/report/comment/comment";
import { reviewReport, reviewText } from "../../../plan-review/report/review-report";
import { reviewFiles } from "../../../plan-review/report/write-review";
import type { ExistingRegion } from "../../../existing/existing-region";
import type { Part } from "../../../existing/part";
import { emptyAccount, emptyRegion, oldRegion } from "../../existing/a-region";
import { caseWorld, reviewWorld, type World } from "../case-world";

/** A case of which discover found something in the regions. */
function withRegions(regions: Readonly<Record<string, Part<ExistingRegion>>>): World {
  const world = caseWorld("first-day");
  Object.assign(world.project.snapshots.aws!.regions, structuredClone(regions));
  return world;
}

const keptOf = (regions: Readonly<Record<string, Part<ExistingRegion>>>) =>
  reviewWorld(withRegions(regions)).kept;

describe("What the config does not name", () => {
  const review = reviewWorld(withRegions({ "us-east-1": oldRegion() }));

  it("is listed by region and account, with what it is", () => {
    expect(
      review.kept.things.map(({ region, account, kind, name, detail }) =>
        [region, account, kind, name, detail].join(" | "),
      ),
    ).toEqual([
      "us-east-1 | 222222222222 | filter | noise | rank 3, ARCHIVE",
      "us-east-1 | 222222222222 | threat list | bad | ACTIVE",
      "us-east-1 | 222222222222 | export | arn:aws:s3:::old | PUBLISHING",
      "us-east-1 | 222222222222 | malware protection plan | uploads | ACTIVE",
      "us-east-1 | 222222222222 | rule that takes findings | siem | sends to arn:aws:sns:t",
    ]);
  });

  it("is in each format", () => {
    const files = reviewFiles(review);
    const row =
      /us-east-1 \| 222222222222 \| filter \| noise \| rank 3, ARCHIVE \| stays: the config does not/;
    expect(files["review.md"]).toMatch(row);
    expect(files["review.html"]).toMatch(/noise[\s\S]{0,80}rank 3, ARCHIVE[\s\S]{0,80}stays: the config/);
    expect(JSON.parse(files["review.json"]!)).toMatchObject({ kept: { things: { length: 5 } } });
    expect(reviewText(review)).toContain(
      'us-east-1, account 222222222222: filter "noise" (rank 3, ARCHIVE) stays: the config does not name it',
    );
    expect(comment(review)).toContain(
      "\n5 things stay that the config does not name (filter 1, threat list 1, export 1, malware protection plan 1, rule that takes findings 1).\n",
    );
  });

  it("changes no verdict", () => {
    const { verdict, rules } = reviewWorld(withRegions({}));
    expect([review.verdict, review.rules]).toEqual([verdict, rules]);
  });

  it("may be in any account that discover reads, and is not the rule that orgduty makes", () => {
    const forwarders = [
      { rule: "case-guardduty-findings", pattern: "{}", targets: [] },
      { rule: "other", pattern: "{}", targets: [] },
    ];
    const region = emptyRegion({
      administrator: emptyAccount("222222222222", { forwarders }),
      management: emptyAccount("111111111111", { forwarders: forwarders.slice(0, 1) }),
      logArchive: emptyAccount("333333333333", {
        malwarePlans: [{ id: "m", bucket: "b", status: "ACTIVE" }],
      }),
    });
    expect(
      keptOf({ "us-east-1": region }).things.map(({ account, name, detail }) => [account, name, detail]),
    ).toEqual([
      ["222222222222", "other", "has no target"],
      ["111111111111", "case-guardduty-findings", "has no target"],
      ["333333333333", "b", "ACTIVE"],
    ]);
  });

  it("is only of regions that are planned", () => {
    expect(keptOf({ "eu-west-1": oldRegion() }).things).toEqual([]);
  });

  it("is a few lines on a terminal, however much it is", () => {
    const filters = Array.from({ length: 40 }, (_, rank) => ({
      ...{ name: `f${rank}`, rank, action: "NOOP", criteria: "{}" },
    }));
    const region = emptyRegion({ administrator: emptyAccount("222222222222", { filters }) });
    const text = reviewText(reviewWorld(withRegions({ "us-east-1": region })));
    expect(text.match(/ stays: /g)).toHaveLength(10);
    expect(text).toContain("  and 30 more, in review.md");
  });
});

describe("What nobody knows of", () => {
  it("is said, and never taken for nothing", () => {
    const review = reviewWorld(withRegions({ "us-east-1": oldRegion(), "us-east-2": { unread: "denied" } }));
    expect(review.kept.unread).toEqual([
      { region: "us-east-1", part: "management account: forwarders: AccessDeniedException: no" },
      { region: "us-east-2", part: "all of the region: denied" },
    ]);
    expect(review.kept.unrecorded).toEqual(["cn-north-1"]);
    const text = renderMarkdown(reviewReport(review));
    expect(text).toContain("all of the region: denied");
    expect(text).toContain("The snapshot does not say what exists in cn-north-1");
    expect(text).not.toContain("Discover found nothing");
  });

  it("may be all that is said", () => {
    const text = renderMarkdown(reviewReport(reviewWorld(withRegions({}))));
    expect(text).toContain("The snapshot does not say what exists in cn-north-1, us-east-1, us-east-2");
    expect(text).not.toContain("Discover found nothing");
  });

  it("is not said if all was read and nothing is there", () => {
    const world = withRegions({ "us-east-1": emptyRegion(), "us-east-2": emptyRegion() });
    world.project.snapshots["aws-cn"]!.regions["cn-north-1"] = emptyRegion() as never;
    const review = reviewWorld(world);
    expect(renderMarkdown(reviewReport(review))).toContain(
      "Discover found nothing that the config does not name.",
    );
    expect(comment(review)).not.toMatch(/things? stay/);
    expect(reviewText(review)).not.toMatch(/things? stay/);
  });
});
