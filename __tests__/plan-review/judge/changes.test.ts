import { becauseOf, isDestructive } from "../../../plan-review/judge/changes";
import { reviewFiles } from "../../../plan-review/report/write-review";
import { caseWorld, reviewWorld, type Change } from "../case-world";
import { changeOf, destroy, replace } from "../edit-plan";

describe("Changes", () => {
  it("puts what is destroyed and replaced first, with what forces it", () => {
    const world = caseWorld("first-day");
    replace(world, "us-east-1", "aws_guardduty_detector", "management", "enable");
    destroy(world, "us-east-1", "aws_sqs_queue", "finding-delivery_dead");
    const [deleted, replaced, next] = reviewWorld(world).changes;
    expect(deleted).toMatchObject({ action: "delete", stacks: ["us-east-1"] });
    expect(replaced).toMatchObject({ action: "replace", forcedBy: ["enable"], stacks: ["us-east-1"] });
    expect(next?.action).toBe("create");
  });

  it("collapses what is the same in several regions", () => {
    const { changes } = reviewWorld(caseWorld("first-day"));
    const detector = changes.find(({ what }) => what.startsWith("aws_guardduty_detector.administrator"));
    expect(detector?.stacks).toEqual(["cn-north-1", "us-east-1", "us-east-2"]);
  });

  it("collapses members where they are the same accounts", () => {
    const members = () =>
      reviewWorld(world)
        .changes.filter(({ what }) => what.endsWith("aws_guardduty_member"))
        .map(({ action, what, stacks }) => [action, what, stacks.join()]);
    const world = caseWorld("first-day");
    const both = "012345678901, 100000000001, 111111111111: aws_guardduty_member";
    expect(members()).toContainEqual(["create", both, "us-east-1,us-east-2"]);
    destroy(world, "us-east-2", "aws_guardduty_member", "012345678901");
    expect(members()).toContainEqual(["create", both, "us-east-1"]);
    expect(members()).toContainEqual(["delete", "012345678901: aws_guardduty_member", "us-east-2"]);
  });

  it("says that a member which Terraform forgets stays one, and counts it as nothing lost", () => {
    const world = caseWorld("first-day");
    for (const region of ["us-east-1", "us-east-2"])
      destroy(world, region, "aws_guardduty_member", "012345678901", "forget");
    const { changes, verdict } = reviewWorld(world);
    const kept = changes.find(({ action }) => action === "keep")!;
    expect([kept.what, kept.stacks]).toEqual([
      "012345678901: aws_guardduty_member",
      ["us-east-1", "us-east-2"],
    ]);
    expect([becauseOf(kept), isDestructive(kept.action)]).toEqual([
      "stays a member, Terraform forgets it",
      false,
    ]);
    expect(verdict.summary).toContain("replaces or destroys 0 of");
    expect(verdict.summary).toContain("Terraform forgets 2 members that AWS keeps.");
  });

  it("names the attributes that change in place, and nothing that does not change", () => {
    const world = caseWorld("first-day");
    const { change } = changeOf(world, "us-east-1", "aws_cloudwatch_log_group");
    Object.assign(change, { actions: ["update"], before: { ...change.after, retention_in_days: 90 } });
    const same = changeOf(world, "us-east-1", "aws_lambda_function").change;
    Object.assign(same, { actions: ["no-op"], before: same.after });
    const { changes } = reviewWorld(world);
    expect(changes.find(({ action }) => action === "update")).toMatchObject({
      attributes: ["retention_in_days"],
    });
    expect(changes.find(({ what }) => what.startsWith("aws_lambda_function"))?.stacks).toEqual([
      "cn-north-1",
      "us-east-2",
    ]);
  });

  it("tells of imports and moves, which Terraform calls no-ops", () => {
    const world = caseWorld("first-day");
    const stay = (change: Change, more: object) => {
      Object.assign(change, more);
      Object.assign(change.change, { actions: ["no-op"], before: change.change.after });
    };
    const moved = changeOf(world, "us-east-1", "aws_cloudwatch_log_group");
    stay(moved, { previous_address: "aws_cloudwatch_log_group.old" });
    const imported = changeOf(world, "us-east-1", "aws_lambda_function");
    stay(imported, { change: { ...imported.change, importing: { id: "forwarder" } } });
    for (const id of ["012345678901", "100000000001"])
      stay(changeOf(world, "us-east-1", "aws_guardduty_member", id), {
        previous_address: `aws_guardduty_member.old["${id}"]`,
      });
    const review = reviewWorld(world);
    const found = review.changes.filter(({ arrival }) => arrival.length > 0);
    expect(found.map((line) => [line.action, line.what, becauseOf(line), line.stacks.join()])).toEqual([
      ["import", imported.address, "imported forwarder", "us-east-1"],
      ["move", "012345678901, 100000000001: aws_guardduty_member", "moved", "us-east-1"],
      ["move", moved.address, "moved from aws_cloudwatch_log_group.old", "us-east-1"],
    ]);
    expect(reviewFiles(review)["review.md"]).toContain("| imported forwarder | us-east-1 |");
  });

  it("keeps what an import changes with the import", () => {
    const world = caseWorld("first-day");
    const { change } = changeOf(world, "us-east-1", "aws_cloudwatch_log_group");
    const before = { ...change.after, retention_in_days: 90 };
    Object.assign(change, { actions: ["update"], before, importing: { id: "/aws/lambda/x" } });
    const line = reviewWorld(world).changes.find(({ action }) => action === "update")!;
    expect(becauseOf(line)).toBe("imported /aws/lambda/x; retention_in_days");
  });

  it("keeps what somebody else changed apart from what is intended", () => {
    const world = caseWorld("first-day");
    const drifted = structuredClone(changeOf(world, "us-east-1", "aws_cloudwatch_log_group"));
    drifted.change.before = { ...drifted.change.after, retention_in_days: 90 };
    drifted.change.actions = ["update"];
    world.plans["us-east-1"]!.resource_drift = [drifted];
    const { drift, changes } = reviewWorld(world);
    expect(drift).toEqual([
      { stack: "us-east-1", address: drifted.address, attributes: ["retention_in_days"] },
    ]);
    expect(changes.filter(({ action }) => action === "update")).toEqual([]);
  });

  it("lists configured values that nobody can read yet, once", () => {
    const { unknowns } = reviewWorld(caseWorld("first-day"));
    const detectorId = unknowns.find(({ attribute }) => attribute === "detector_id");
    expect(detectorId).toMatchObject({
      from: "aws_guardduty_detector.administrator-detector_E20FFF37.id",
      stacks: ["cn-north-1", "us-east-1", "us-east-2"],
    });
    expect(detectorId?.resources.length).toBeGreaterThan(10);
    expect(unknowns.map(({ attribute }) => attribute)).not.toContain("arn");
  });
});
