import type { AccountRow } from "../../../verification/compare/account-matrix";
import { organizationSettingsGaps } from "../../../verification/compare/organization-settings-gaps";

const PLACE = { region: "eu-west-1", managementAccountId: "111111111111" };
const BOTH = ["guardduty.amazonaws.com", "malware-protection.guardduty.amazonaws.com"];
const row = (malware: "on" | "off"): AccountRow => ({
  ...{ account: "333333333333", name: "Payments", coverage: "enrolled" },
  cells: [
    { plan: "GUARDDUTY", wanted: "on", found: "on", isGap: false },
    { plan: "EBS_MALWARE_PROTECTION", wanted: malware, found: malware, isGap: false },
  ],
});
const policy = (content: string) => ({ id: "p-1", name: "quiet", content, targets: ["r-2", "r-1"] });

function reasons(
  trustedServices: string[] | "unread",
  contents: string[] = [],
  malware: "on" | "off" = "on",
) {
  const settings = { trustedServices, policies: contents.map(policy) };
  return organizationSettingsGaps(settings, [row(malware)], PLACE).map(({ plan, reason }) => [plan, reason]);
}

describe("Settings of the organization", () => {
  it("are right with trusted access for both services and no policy", () =>
    expect(reasons(BOTH)).toEqual([]));

  it("lack trusted access for EBS malware protection, if the config wants it", () => {
    const missing = [["EBS_MALWARE_PROTECTION", "TRUSTED_ACCESS_MISSING"]];
    expect(reasons(["guardduty.amazonaws.com"])).toEqual(missing);
    expect(reasons(["guardduty.amazonaws.com"], [], "off")).toEqual([]);
  });

  it("lack trusted access for GuardDuty itself", () => {
    expect(reasons([BOTH[1]!])).toEqual([["GUARDDUTY", "TRUSTED_ACCESS_MISSING"]]);
  });

  it("may have a domain of their own in China", () => {
    expect(reasons(BOTH.map((principal) => `${principal}.cn`))).toEqual([]);
  });

  it.each([
    ["a default", '{"guardduty":{"default":{}}}', 1],
    ["a block of this region", '{"guardduty":{"eu-west-1":{}}}', 1],
    ["a block of another region alone", '{"guardduty":{"us-east-1":{}}}', 0],
    ["a content that cannot be read", "none", 1],
  ])("name a policy with %s as one that decides here: %s", (_, content, count) => {
    expect(reasons(BOTH, [content])).toEqual(Array(count).fill(["GUARDDUTY", "POLICY_DECIDES"]));
  });

  it("name where a policy is attached", () => {
    const settings = { trustedServices: BOTH, policies: [policy("{}")] };
    const [gap] = organizationSettingsGaps(settings, [row("on")], PLACE);
    expect(gap).toMatchObject({
      ...{ account: "111111111111", resource: "p-1 quiet", found: "attached to r-1, r-2" },
    });
  });

  it("are no gap if they could not be read", () => {
    expect(reasons("unread")).toEqual([]);
    const unread = { trustedServices: BOTH, policies: "unread" } as const;
    expect(organizationSettingsGaps(unread, [row("on")], PLACE)).toEqual([]);
  });
});
