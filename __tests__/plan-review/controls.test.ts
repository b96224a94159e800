import { caseWorld, reviewWorld } from "./case-world";
import { add, after, remove } from "./edit-plan";

function control(number: number, world = caseWorld("first-day")) {
  return reviewWorld(world).controls.find(({ id }) => id === `GuardDuty.${number}`)!;
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
    expect(control(1)).toMatchObject({
      status: "met",
      evidence: expect.arrayContaining(["aws_guardduty_detector.management-detector_C647AF85 (3 regions)"]),
    });
    expect(control(4).status).toBe("met");
    expect(control(5)).toMatchObject({ status: "met", reason: "ALL accounts" });
  });

  it("are met in part by NEW, and by what only some regions have", () => {
    expect(control(10).status).toBe("in part");
    const world = caseWorld("first-day");
    remove(world, "us-east-1", "aws_guardduty_detector", "administrator");
    remove(world, "us-east-1", "aws_guardduty_detector", "management");
    expect(control(1, world)).toMatchObject({ status: "in part", reason: "none in us-east-1" });
    const off = caseWorld("first-day");
    after(off, "us-east-2", "aws_guardduty_organization_configuration_feature", "EKS_AUDIT").auto_enable =
      "NONE";
    expect(control(5, off)).toMatchObject({ status: "in part", reason: "off in us-east-2" });
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
