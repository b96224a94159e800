import { caseWorld, reviewWorld, type World } from "../../case-world";
import { changeOf, remove } from "../../edit-plan";

const figure = (world: World, partition = "aws") =>
  reviewWorld(world).figures.find((candidate) => candidate.partition === partition)!;

describe("The figure of coverage", () => {
  it("counts accounts x regions x plans by hand's reckoning", () => {
    // 5 accounts that are not suspended, 14 regions, GuardDuty and 6 plans; 4 of them in 2 regions without LAMBDA_NETWORK_LOGS.
    expect(figure(caseWorld("first-day"))).toMatchObject({
      ...{ accounts: 5, regions: 14, could: 5 * 14 * 7, on: 4 * 2 * 6 },
      byNew: 3 * 2 * 4,
      notCounted: [
        "1 account that is not ACTIVE",
        "regions that orgduty does not plan: ap-northeast-3, eu-north-1, eu-west-3",
      ],
    });
    // China has no Runtime Monitoring; 3 accounts in the one planned region.
    expect(figure(caseWorld("first-day"), "aws-cn")).toMatchObject({ could: 3 * 6, on: 3 * 5 });
  });

  it("says what lowers it, how much, and who accepted that; nothing is left unexplained", () => {
    const { could, on, lowered } = figure(caseWorld("first-day"));
    expect(lowered.reduce((sum, { cells }) => sum + cells, 0)).toBe(could - on);
    expect(lowered).toEqual([
      {
        what: "12 regions: ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, ap-southeast-2 and 7 more",
        cells: 5 * 12 * 7,
        reason: "a case of a few regions",
        acceptedBy: "tests@case.example, until 2027-12-31",
        paths: expect.arrayContaining(["regions.exclude.ap-northeast-1"]),
      },
      {
        what: "1 account: 444444444444",
        cells: 2 * 7,
        reason: "attacked on purpose every week",
        acceptedBy: "red-team@case.example, until 2027-03-31",
        paths: ["organizations.aws.enrolment.exclude.444444444444"],
      },
      {
        what: "1 plan: LAMBDA_NETWORK_LOGS",
        cells: 4 * 2,
        reason: "mode NONE",
        acceptedBy: "the config, which names no owner",
        paths: ["detection.protectionPlans.lambdaNetworkLogs"],
      },
    ]);
  });

  it("says that nobody accepted a missing account, until a waiver or a lowered rule does", () => {
    const world = caseWorld("first-day");
    remove(world, "us-east-2", "aws_guardduty_member", "012345678901");
    const missing = () => figure(world).lowered.find(({ reason }) => reason === "not covered by the plans");
    expect(missing()).toEqual({
      ...{ what: "1 account: 012345678901", cells: 7, reason: "not covered by the plans" },
      ...{ acceptedBy: "nobody", paths: [] },
    });
    world.project.config.review.rules["OD-007"] = "warn";
    expect(missing()).toMatchObject({
      acceptedBy: "the config, which names no owner",
      paths: ["review.rules.OD-007"],
    });
    world.project.config.review.waivers["OD-007"] = {
      reason: "r",
      owner: "o@a.example",
      until: "2027-01-01",
    };
    expect(missing()).toMatchObject({
      acceptedBy: "o@a.example, until 2027-01-01",
      paths: ["review.waivers.OD-007"],
    });
  });

  it("takes an expired exclusion for accepted by nobody", () => {
    const world = caseWorld("first-day");
    world.project.config.organizations.aws!.enrolment.exclude["444444444444"]!.until = "2026-01-01";
    expect(figure(world).lowered.map(({ acceptedBy }) => acceptedBy)).toContain(
      "nobody: red-team@case.example accepted it until 2026-01-01",
    );
  });

  it("counts a plan that a hand turned off, and one that nothing declares", () => {
    const world = caseWorld("first-day");
    changeOf(
      world,
      "us-east-1",
      "aws_guardduty_organization_configuration_feature",
      "EKS",
    ).change.after!.auto_enable = "NONE";
    remove(world, "us-east-2", "aws_guardduty_organization_configuration_feature", "RDS");
    const plans = figure(world).lowered.filter(({ what }) => what.includes("plan"));
    expect(plans.map(({ what, cells, reason, acceptedBy }) => [what, cells, reason, acceptedBy])).toEqual([
      ["2 plans: EKS_AUDIT_LOGS, LAMBDA_NETWORK_LOGS", 12, "mode NONE", "nobody"],
      ["1 plan: RDS_LOGIN_EVENTS", 4, "no plan declares it", "nobody"],
    ]);
  });
});
