import { partitionOf } from "../../../../aws/partitions";
import { REGIONS, UNCOVERED_REGIONS } from "../../../../config/regions";
import type { Review } from "../../../../plan-review/report/review";
import { caseWorld, reviewWorld } from "../../case-world";
import { after, remove } from "../../edit-plan";

function cellOf({ coverage }: Review, accountId: string, region: string) {
  for (const { regions, groups } of coverage) {
    const group = groups.find(({ accounts }) => accounts.some(({ id }) => id === accountId));
    if (group) return group.cells[regions.indexOf(region)];
  }
  throw new Error(`no account ${accountId}`);
}

describe("The account x region matrix", () => {
  it("says on, by enrolment or by its own detector", () => {
    const review = reviewWorld(caseWorld("first-day"));
    expect(cellOf(review, "012345678901", "us-east-1")).toEqual({
      state: "enrolled",
      because: "an aws_guardduty_member of its own",
    });
    expect(cellOf(review, "222222222222", "us-east-1")).toEqual({
      state: "administrator",
      because: "aws_guardduty_detector.administrator-detector_E20FFF37",
    });
  });

  it("says on, by auto-enable for ALL", () => {
    const world = caseWorld("first-day");
    const { enrolment } = world.project.config.organizations.aws!;
    Object.assign(enrolment, { mode: "auto", newAccounts: "ALL", exclude: {} });
    const configuration = after(world, "us-east-1", "aws_guardduty_organization_configuration");
    configuration.auto_enable_organization_members = "ALL";
    remove(world, "us-east-1", "aws_guardduty_member", "012345678901");
    expect(cellOf(reviewWorld(world), "012345678901", "us-east-1")).toEqual({
      state: "auto-enabled",
      because: "aws_guardduty_organization_configuration.organization_E9FB1C64",
    });
    configuration.auto_enable_organization_members = "NEW";
    expect(cellOf(reviewWorld(world), "012345678901", "us-east-1")?.state).toBe("missing");
  });

  it("says excluded, with reason, owner and term, and when that has run out", () => {
    const world = caseWorld("first-day");
    const state = () => cellOf(reviewWorld(world), "444444444444", "us-east-1");
    const reason = "attacked on purpose every week (red-team@case.example";
    expect(state()).toEqual({ state: "excluded", because: `${reason}, until 2027-03-31)` });
    world.now = new Date("2027-03-31T23:59:59Z");
    expect(state()?.state).toBe("excluded");
    world.now = new Date("2027-04-01T00:00:00Z");
    expect(state()).toEqual({ state: "expired", because: `${reason}, expired 2027-03-31)` });
    delete world.project.config.organizations.aws!.enrolment.exclude["444444444444"]!.until;
    expect(state()).toEqual({ state: "excluded", because: `${reason}, no end date)` });
  });

  it("says enrolled of an excluded account that the plan enrols all the same", () => {
    const world = caseWorld("first-day");
    const { exclude } = world.project.config.organizations.aws!.enrolment;
    exclude["100000000001"] = { reason: "quiet", owner: "someone" };
    expect(cellOf(reviewWorld(world), "100000000001", "us-east-1")?.state).toBe("enrolled");
  });

  it("says suspended, even where there is nobody to administer", () => {
    const world = caseWorld("first-day");
    remove(world, "us-east-1", "aws_guardduty_organization_admin_account");
    expect(cellOf(reviewWorld(world), "100000000002", "us-east-1")).toEqual({
      state: "suspended",
      because: "not ACTIVE in AWS Organizations, so it cannot be enrolled",
    });
  });

  it("says missing, with what is missing", () => {
    const world = caseWorld("first-day");
    const because = () => cellOf(reviewWorld(world), "012345678901", "us-east-1")?.because;
    remove(world, "us-east-1", "aws_guardduty_organization_admin_account");
    expect(because()).toBe("nobody is delegated to administer here");
    after(world, "us-east-1", "aws_guardduty_detector", "administrator").enable = false;
    expect(because()).toBe("the administrator has no detector that is on here");
    world.manifest.stacks = world.manifest.stacks.filter(({ name }) => name !== "us-east-1");
    expect(cellOf(reviewWorld(world), "012345678901", "us-east-1")).toEqual({
      state: "missing",
      because: "this region has no plan",
    });
    const other = caseWorld("first-day");
    after(other, "us-east-2", "aws_guardduty_organization_admin_account").admin_account_id = "100000000001";
    expect(cellOf(reviewWorld(other), "012345678901", "us-east-2")?.because).toBe(
      "delegated to 100000000001 instead of 222222222222",
    );
    delete after(other, "us-east-2", "aws_guardduty_organization_admin_account").admin_account_id;
    expect(cellOf(reviewWorld(other), "012345678901", "us-east-2")?.because).toBe(
      "delegated to an account not known yet instead of 222222222222",
    );
  });

  it("names regions that the config excludes, forgets, or that orgduty does not plan", () => {
    const world = caseWorld("first-day");
    expect(cellOf(reviewWorld(world), "012345678901", "eu-west-1")).toEqual({
      state: "excluded",
      because: "a case of a few regions (tests@case.example, until 2027-12-31)",
    });
    expect(cellOf(reviewWorld(world), "012345678901", UNCOVERED_REGIONS.aws[0]!)).toEqual({
      state: "unsupported",
      because: "orgduty does not plan this region",
    });
    delete world.project.config.excludedRegions["eu-west-1"];
    expect(cellOf(reviewWorld(world), "012345678901", "eu-west-1")).toEqual({
      state: "missing",
      because: "the config leaves this region out without a reason",
    });
  });

  it("keeps each organization to its own partition, uncovered regions last", () => {
    const [aws, china] = reviewWorld(caseWorld("first-day")).coverage;
    const supported = REGIONS.filter((region) => partitionOf(region) === "aws");
    expect(aws!.regions).toEqual([...supported, ...UNCOVERED_REGIONS.aws]);
    expect(UNCOVERED_REGIONS.aws).toContain("ap-northeast-3");
    expect(china!.regions).toEqual(["cn-north-1", "cn-northwest-1"]);
  });

  it("lists the largest group first, also where its accounts come later", () => {
    const world = caseWorld("first-day");
    remove(world, "us-east-1", "aws_guardduty_member", "012345678901");
    const sizes = reviewWorld(world).coverage[0]!.groups.map(({ accounts }) => accounts.length);
    expect(sizes).toEqual([2, 1, 1, 1, 1]);
  });

  it("puts accounts that are alike into one row, the largest first", () => {
    const { groups } = reviewWorld(caseWorld("first-day")).coverage[0]!;
    expect(groups.map(({ accounts }) => accounts.map(({ id }) => id))).toEqual([
      ["012345678901", "100000000001", "111111111111"],
      ["100000000002"],
      ["222222222222"],
      ["444444444444"],
    ]);
    expect(groups[0]!.accounts[1]).toEqual({
      ...{ id: "100000000001", name: "Shop & Søns", email: "shop@case.example", unit: "Root/Prod" },
    });
  });
});
