import { reviewFiles } from "../../../plan-review/report/write-review";
import { askAws, caseWorld, reviewWorld } from "../case-world";
import { COLLEAGUES_CHANGES } from "./colleagues-changes";
import { conformed, type Plan } from "./examples";

function reviewed(plan: Plan) {
  const world = caseWorld("first-day");
  world.manifest.mode = plan.kind ?? "live";
  world.conformance = [conformed(plan)];
  return reviewWorld(world);
}

const visible = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/\\(.)/g, "$1")
    // Markdown's way not to make a link of it.
    .replace(/:\/\/ /g, "://");

describe("A colleague's change", () => {
  it.each(COLLEAGUES_CHANGES.map((change) => [change.what, change] as const))(
    "fails the review, named with both values in every output: %s",
    (_, change) => {
      const review = reviewed(change);
      const { named, values } = change;
      const line = review.conformance.differences.find(
        ({ address, attribute }) => address === named[0] && attribute === named[1],
      );
      expect(line && [line.expected, line.planned]).toEqual(
        values.map((value) => expect.stringContaining(value)),
      );
      expect(review.verdict.passed).toBe(false);
      expect(review.rules.find(({ id }) => id === "OD-057")?.status).toBe("fail");
      for (const [file, text] of Object.entries(reviewFiles(review))) {
        if (file === "review.intoto.json") continue;
        // The comment ends a list early, and says so.
        const isCut = file === "comment.md" && /more(, in review\.md| characters)/.test(text);
        const parts = isCut ? named.slice(0, 1) : [...named, ...values];
        const missing = parts.filter((part) => !visible(text).includes(part));
        expect([file, missing]).toEqual([file, []]);
      }
    },
  );
});

describe("A difference", () => {
  const [first] = COLLEAGUES_CHANGES.filter(({ what }) => what === "a queue takes small messages only");
  const { named } = first!;
  const waived = (waiver: object) => {
    const world = caseWorld("first-day");
    askAws(world);
    world.conformance = [conformed(first)];
    world.project.config.review.differences = [
      {
        ...{
          address: named[0],
          attribute: named[1],
          reason: "an outage",
          owner: "someone",
          until: "2027-01-31",
        },
        ...waiver,
      },
    ];
    return reviewWorld(world);
  };

  it("may be applied if the config names it, and the verdict says so", () => {
    const { verdict, conformance } = waived({});
    expect(verdict.passed).toBe(true);
    expect(verdict.summary).toContain(
      `Waived: us-east-1: ${named[0]} max_message_size (someone, until 2027-01-31: an outage).`,
    );
    expect(conformance.differences).toMatchObject([{ waiver: "someone, until 2027-01-31: an outage" }]);
  });

  it.each([
    ["of another attribute", { attribute: "name" }],
    ["of another resource", { address: "aws_sqs_queue.x" }],
    ["of another stack", { stack: "us-east-2" }],
    ["that has run out", { until: "2026-11-23" }],
    ["that lasts for more than a year", { until: "2027-11-27" }],
  ])("is not waived by a waiver %s", (_, waiver) => {
    expect(waived(waiver).verdict.passed).toBe(false);
  });

  it("names the rules that fail because of the same resource", () => {
    const world = caseWorld("first-day");
    const queue = world.plans["us-east-1"]!.resource_changes.find(({ address }) => address === named[0])!;
    queue.change.after!.message_retention_seconds = 60;
    world.conformance = [conformed(first)];
    expect(reviewWorld(world).conformance.differences).toMatchObject([{ breaks: ["OD-022"] }]);
  });
});
