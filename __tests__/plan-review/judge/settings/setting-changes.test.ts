import { reviewWorld, type World } from "../../case-world";
import { liveWorld } from "../../seeded-mistakes/table";
import { reviewReport } from "../../../../plan-review/report/review-report";
import { comment } from "../../../../plan-review/report/comment/comment";
import { renderMarkdown } from "../../../../drawing/markdown/render-markdown";

function withSettings(settings: Record<string, string>): World {
  const world = liveWorld("first-day");
  world.manifest.currentSettings!["us-east-1"]!.settings = settings;
  return world;
}

function ruleIn(world: World) {
  return reviewWorld(world).rules.find(({ id }) => id === "OD-066")!;
}

describe("what AWS has against what a plan makes of it", () => {
  it.each([
    ["administrator detector enable", "DISABLED", "ENABLED", false],
    ["administrator detector finding_publishing_frequency", "SIX_HOURS", "FIFTEEN_MINUTES", false],
    ["administrator detector LAMBDA_NETWORK_LOGS", "ENABLED", "DISABLED", true],
    ["organization auto_enable_organization_members", "NONE", "NEW", false],
    ["organization S3_DATA_EVENTS", "NONE", "NEW", false],
    ["organization S3_DATA_EVENTS", "ALL", "NEW", true],
    ["organization RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT", "ALL", "NONE", true],
    ["organization S3_DATA_EVENTS", "SOMETHING_NEW", "NEW", true],
  ])("%s: %s becomes %s, lower: %s", (setting, was, becomes, isLower) => {
    const { changes } = reviewWorld(withSettings({ [setting]: was })).settings;
    expect(changes).toEqual([
      expect.objectContaining({ region: "us-east-1", stack: "us-east-1", setting, was, becomes, isLower }),
    ]);
  });

  it("lists what is lowered first", () => {
    const world = withSettings({
      "administrator detector enable": "DISABLED",
      "organization S3_DATA_EVENTS": "ALL",
    });
    expect(reviewWorld(world).settings.changes.map(({ isLower }) => isLower)).toEqual([true, false]);
  });

  it("leaves alone what the plan does not set, and counts what stays", () => {
    const world = withSettings({
      "organization S3_DATA_EVENTS": "NEW",
      "organization EKS_RUNTIME_MONITORING": "ALL",
    });
    expect(reviewWorld(world).settings).toMatchObject({ known: "read", changes: [], same: 1, unread: [] });
  });

  it("says in each format what is lowered, and where", () => {
    const review = reviewWorld(withSettings({ "organization S3_DATA_EVENTS": "ALL" }));
    expect(renderMarkdown(reviewReport(review))).toMatch(
      /us-east-1 \| organization S3\S+DATA\S+EVENTS \| ALL \| NEW \|.*lowered/,
    );
    expect(comment(review)).toContain("lowered in us-east-1");
    expect(review.verdict.passed).toBe(false);
  });

  it("says of an offline plan that it cannot know", () => {
    const world = withSettings({ "organization S3_DATA_EVENTS": "ALL" });
    world.manifest.mode = "offline";
    expect(reviewWorld(world).settings.known).toBe("offline");
    expect(ruleIn(world)).toMatchObject({ status: "not-applicable" });
  });

  it("accepts what an exception names, with a reason, an owner and an end", () => {
    const world = withSettings({ "organization S3_DATA_EVENTS": "ALL" });
    const [{ address } = { address: "" }] = reviewWorld(world).settings.changes;
    world.project.config.review.exceptions = [
      { rule: "OD-066", stack: "us-east-1", address, reason: "costs", owner: "cloud", until: "2027-01-31" },
    ];
    expect(ruleIn(world)).toMatchObject({ status: "waived" });
  });
});
