import { FINDING_TYPE_NAMES } from "../../aws/finding-types/finding-types";
import type { OrgdutyConfig } from "../../config/config";
import { forwardingNotes, leftOutText, leftOutTypes } from "../../intent/left-out-types";

describe("leftOutTypes", () => {
  it("is nothing if every type is forwarded", () => {
    expect(leftOutTypes({})).toBeUndefined();
    expect(leftOutTypes({ findingTypes: FINDING_TYPE_NAMES })).toBeUndefined();
  });

  it("counts what a selection leaves out, and names resources of which nothing is left", () => {
    const left = leftOutTypes({ findingTypes: ["UnauthorizedAccess:EC2/", "CryptoCurrency:"] })!;
    const kept = FINDING_TYPE_NAMES.filter((name) =>
      /^(UnauthorizedAccess:EC2\/|CryptoCurrency:)/.test(name),
    );
    expect(left).toMatchObject({
      leftOut: FINDING_TYPE_NAMES.length - kept.length,
      total: FINDING_TYPE_NAMES.length,
    });
    expect(left.resources).toContain("RDS");
    expect(left.resources).not.toContain("Lambda");
    expect(leftOutText({ leftOut: 87, total: 203, resources: ["RDS", "Runtime"] })).toBe(
      "87 of 203 finding types are not forwarded, among them all of RDS and Runtime",
    );
    expect(leftOutText({ leftOut: 1, total: 203, resources: [] })).toBe(
      "1 of 203 finding types are not forwarded",
    );
  });

  it("is a line for each partition that leaves types out", () => {
    const organizations = {
      aws: { forwarding: { findingTypes: ["Recon:"] } },
      "aws-cn": { forwarding: {} },
    } as unknown as OrgdutyConfig["organizations"];
    expect(forwardingNotes({ organizations })).toEqual([
      expect.stringMatching(/^aws: \d+ of \d+ finding types/),
    ]);
  });
});
