import { REGIONS } from "../../../../config/regions";
import { caseWorld, reviewWorld, type World } from "../../case-world";
import { add, after, providerRegion, remove } from "../../edit-plan";

function control(number: number, world = caseWorld("first-day")) {
  return reviewWorld(world).controls.find(({ id }) => id === `GuardDuty.${number}`)!;
}

/** The first case in all regions, with nobody excluded. */
function everywhere(): World {
  const world = caseWorld("first-day");
  const { config, snapshots } = world.project;
  snapshots.aws!.accounts = snapshots.aws!.accounts.filter(({ id }) => id !== "444444444444");
  const like = world.manifest.stacks.find(({ name }) => name === "us-east-1")!;
  for (const region of REGIONS.filter((one) => !config.regions.includes(one))) {
    world.manifest.stacks.push({ ...like, name: region, region });
    const plan = structuredClone(world.plans["us-east-1"]!);
    for (const provider of ["aws.administrator", "aws.management"]) providerRegion(plan, provider, region);
    world.plans[region] = plan;
  }
  Object.assign(config, { regions: [...REGIONS], excludedRegions: {} });
  return world;
}

describe("Security Hub controls", () => {
  it("are GuardDuty.1 to .13, mapped as AWS maps them", () => {
    const { controls } = reviewWorld(caseWorld("first-day"));
    const withRequirement = (text: string) =>
      controls
        .filter(({ requirements }) => requirements.some((one) => one.startsWith(text)))
        .map(({ id }) => id);
    expect(controls.map(({ id }) => id)).toEqual(Array.from({ length: 13 }, (_, n) => `GuardDuty.${n + 1}`));
    expect(withRequirement("AWS FSBP")).toEqual(
      [1, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((n) => `GuardDuty.${n}`),
    );
    expect(withRequirement("PCI DSS 4.0.1 11.5.1")).toEqual([1, 6, 7, 9, 10].map((n) => `GuardDuty.${n}`));
    expect(withRequirement("NIST 800-53 r5")).toEqual(["GuardDuty.1"]);
    expect(controls.flatMap(({ requirements }) => requirements).join()).not.toContain("CIS");
  });

  it("are met with addresses as evidence", () => {
    expect(control(1, everywhere())).toMatchObject({
      status: "met",
      reason: "on for every active account in every supported region",
      evidence: expect.arrayContaining([
        `aws_guardduty_detector.management-detector_C647AF85 (${REGIONS.length} regions)`,
      ]),
    });
    expect(control(4).status).toBe("met");
    expect(control(5, everywhere())).toMatchObject({
      status: "met",
      reason: "ALL accounts in every supported region",
    });
  });

  it("are met in part where an account or a region is left out, which they name", () => {
    const { status, reason } = control(1);
    expect([status, reason]).toEqual([
      "in part",
      expect.stringMatching(
        /^not for 444444444444 \(excluded\); not planned in ap-northeast-1, .*us-west-2$/,
      ),
    ]);
    expect(control(5).reason).toBe(reason);
    const missing = everywhere();
    remove(missing, "us-east-2", "aws_guardduty_member", "012345678901");
    for (const number of [1, 5])
      expect(control(number, missing)).toMatchObject({
        ...{ status: "in part", reason: "not for 012345678901 (missing)" },
      });
  });

  it("name five accounts and count the others", () => {
    const world = everywhere();
    const { accounts } = world.project.snapshots.aws!;
    const like = accounts.find(({ id }) => id === "012345678901")!;
    for (let n = 0; n < 7; n += 1) accounts.push({ ...like, id: `80000000000${n}` });
    expect(control(1, world).reason).toMatch(/^not for 800000000000 \(missing\), .*, 2 more$/);
  });

  it("do not miss a region that does not offer the protection plan", () => {
    const world = everywhere();
    world.manifest.stacks = world.manifest.stacks.filter(({ partition }) => partition === "aws");
    expect(control(5, world).reason).toBe("not planned in cn-north-1");
    expect(control(11, world).reason).not.toContain("cn-north-1");
  });

  it("are met in part by NEW, and by what only some regions or accounts have", () => {
    expect(control(10, everywhere())).toMatchObject({
      status: "in part",
      reason: "NEW: accounts enrolled from now on, not those already there",
    });
    const dark = everywhere();
    remove(dark, "us-east-1", "aws_guardduty_detector", "administrator");
    remove(dark, "us-east-1", "aws_guardduty_detector", "management");
    expect(control(1, dark)).toMatchObject({
      status: "in part",
      reason: expect.stringMatching(/^none in us-east-1; not for 012345678901 \(missing\)/),
    });
    const off = everywhere();
    after(off, "us-east-2", "aws_guardduty_organization_configuration_feature", "EKS_AUDIT").auto_enable =
      "NONE";
    expect(control(5, off)).toMatchObject({ status: "in part", reason: "off in us-east-2" });
    const apart = everywhere();
    add(apart, "us-east-1", "aws_guardduty_member_detector_feature", "off", {
      ...{ account_id: "100000000001", name: "EKS_AUDIT_LOGS", status: "DISABLED" },
    });
    expect(control(5, apart)).toMatchObject({
      status: "in part",
      reason: "DISABLED for 100000000001 (aws_guardduty_member_detector_feature.off) in us-east-1",
    });
  });

  it("are not met where a plan is off, or a resource has no tag", () => {
    expect(control(6)).toMatchObject({ status: "not met", reason: "off everywhere" });
    expect(control(13).status).toBe("not met");
    const world = caseWorld("first-day");
    add(world, "us-east-1", "aws_guardduty_filter", "a", { name: "a", tags_all: {} });
    expect(control(2, world)).toMatchObject({ status: "not met", reason: "1 of 1 have no tag" });
  });

  it("do not apply where there is no such resource, and say so", () => {
    expect(control(3)).toMatchObject({
      status: "not applicable",
      reason: "the plans hold no aws_guardduty_ipset",
    });
  });
});
