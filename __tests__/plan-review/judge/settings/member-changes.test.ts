import type { MemberGroup } from "../../../../existing/existing-region";
import type { Part } from "../../../../existing/part";
import { renderMarkdown } from "../../../../drawing/markdown/render-markdown";
import { comment } from "../../../../plan-review/report/comment/comment";
import { reviewReport } from "../../../../plan-review/report/review-report";
import { emptyRegion } from "../../../existing/a-region";
import { reviewWorld } from "../../case-world";
import { changeOf } from "../../edit-plan";
import { liveWorld } from "../../seeded-mistakes/table";

/** The config has EKS_AUDIT_LOGS for ALL, S3_DATA_EVENTS for NEW and LAMBDA_NETWORK_LOGS for NONE. */
const ALL_OFF = { EKS_AUDIT_LOGS: "DISABLED", S3_DATA_EVENTS: "DISABLED", LAMBDA_NETWORK_LOGS: "DISABLED" };
const PLANNED = "012345678901";

function reviewOf(members: Part<readonly MemberGroup[]>) {
  const world = liveWorld("first-day");
  world.project.snapshots.aws!.regions["us-east-1"] = structuredClone(emptyRegion({ members })) as never;
  return reviewWorld(world);
}

const changesOf = (members: readonly MemberGroup[]) =>
  reviewOf(members).members.changes.map(({ plan, accounts }) => `${plan} ${accounts}`);

describe("The plans of members that exist", () => {
  it("become those of ALL, and stay as they are under NEW and NONE", () => {
    const accounts = [PLANNED, "444444444444"];
    expect(changesOf([{ state: "ENABLED", features: ALL_OFF, accounts }])).toEqual(["EKS_AUDIT_LOGS 2"]);
  });

  it("become those of NEW as well if the plan adds the member again", () => {
    const accounts = [PLANNED, "444444444444"];
    expect(changesOf([{ state: "DISABLED", features: ALL_OFF, accounts }]).sort()).toEqual([
      "EKS_AUDIT_LOGS 1",
      "S3_DATA_EVENTS 1",
    ]);
  });

  it("stay as they are in a suspended member that the plan does not add", () => {
    const world = liveWorld("first-day");
    changeOf(world, "us-east-1", "aws_guardduty_member", PLANNED).change.actions = ["no-op"];
    const members = [{ state: "DISABLED", features: ALL_OFF, accounts: [PLANNED] }];
    world.project.snapshots.aws!.regions["us-east-1"] = emptyRegion({ members }) as never;
    expect(reviewWorld(world).members.changes).toEqual([]);
  });

  it("are no change if they are on", () => {
    expect(
      changesOf([{ state: "ENABLED", features: { EKS_AUDIT_LOGS: "ENABLED" }, accounts: [PLANNED] }]),
    ).toEqual([]);
  });

  it("are one row for a region and plan, however many members and groups there are", () => {
    const accounts = Array.from({ length: 5000 }, (_, n) => String(800_000_000_000 + n));
    const features = { EKS_AUDIT_LOGS: "DISABLED" };
    const review = reviewOf([
      { state: "ENABLED", features, accounts },
      { state: "ENABLED", features: { ...features, S3_DATA_EVENTS: "ENABLED" }, accounts: [PLANNED] },
    ]);
    expect(
      renderMarkdown(reviewReport(review)).match(/EKS\S+LOGS of 5001 members \| DISABLED \| ENABLED \|/g),
    ).toHaveLength(1);
    expect(comment(review)).toContain(
      "raised in us-east-1: EKS\\_AUDIT\\_LOGS of 5001 members DISABLED → ENABLED",
    );
  });

  it("are shown of an offline plan too, because the snapshot has them", () => {
    const world = liveWorld("first-day");
    world.manifest.mode = "offline";
    const members = [{ state: "ENABLED", features: ALL_OFF, accounts: [PLANNED] }];
    world.project.snapshots.aws!.regions["us-east-1"] = emptyRegion({ members }) as never;
    const text = renderMarkdown(reviewReport(reviewWorld(world)));
    expect(text).toContain("An offline plan cannot know what AWS has");
    expect(text).toMatch(/EKS\S+LOGS of 1 member \| DISABLED/);
  });

  it("are named as unread if discover could not read them", () => {
    expect(reviewOf({ unread: "denied" }).members.unread).toEqual([
      { region: "us-east-1", part: "members: denied" },
    ]);
    const world = liveWorld("first-day");
    world.project.snapshots.aws!.regions["us-east-2"] = { unread: "no answer" };
    expect(reviewWorld(world).members.unread).toEqual([{ region: "us-east-2", part: "members: no answer" }]);
    const features = { unread: "denied" };
    const review = reviewOf([{ state: "ENABLED", features, accounts: [PLANNED, "444444444444"] }]);
    expect(review.members.unread).toEqual([{ region: "us-east-1", part: "the plans of 2 members: denied" }]);
    expect(renderMarkdown(reviewReport(review))).toContain("the plans of 2 members: denied");
  });
});
