import { DETECTOR as EXISTING, emptyAccount, emptyRegion } from "../../existing/a-region";
import { UNREAD } from "../../../aws-clients/attempts";
import { judgeAdministrator, otherAdministrator } from "../../../doctor/region/administrator";
import { judgeDetectors } from "../../../doctor/region/detectors";
import { judgeMembers } from "../../../doctor/region/members";
import { judgeSettings } from "../../../doctor/region/settings";
import { allHeld, DETECTOR, guardDuty, wishOf } from "../region-wish";

const wish = wishOf();
const { administratorAccountId: OURS, managementAccountId: MANAGEMENT } = wish.organization;
const OTHER = "333333333333";
const outcomes = (findings: readonly { outcome: string }[]) => findings.map(({ outcome }) => outcome);

describe("The administrator", () => {
  const judge = (...administrators: { accountId: string; status: string }[]) =>
    judgeAdministrator(wish, guardDuty({ administrators }));

  it("is fine if there is none yet, or it is the config's", () => {
    expect(outcomes([...judge(), ...judge({ accountId: OURS, status: "ENABLED" })])).toEqual([
      "fine",
      "fine",
    ]);
  });

  it("is a blocker if it is another account, named as Organizations has it", () => {
    const [finding] = judge({ accountId: OTHER, status: "ENABLED" });
    expect(finding).toMatchObject({
      outcome: "blocker",
      evidence: expect.stringContaining(`${OTHER} (Log Archive)`),
    });
    const other = guardDuty({ administrators: [{ accountId: OTHER, status: "ENABLED" }] });
    expect(otherAdministrator(wish.organization, other)).toBe(OTHER);
  });

  it("is a blocker while it is being taken off, even if it is the config's", () => {
    expect(outcomes(judge({ accountId: OURS, status: "DISABLE_IN_PROGRESS" }))).toEqual(["blocker"]);
  });

  it("is a blocker if the snapshot has a delegation that is gone, unless the state has it as well", () => {
    const regions = { "eu-west-1": emptyRegion({ delegatedTo: OURS }) };
    const recorded = { ...wish, snapshot: { ...wish.snapshot!, regions } };
    const [finding] = judgeAdministrator(recorded, guardDuty());
    expect(finding).toMatchObject({ outcome: "blocker", evidence: `delegated to ${OURS} in the snapshot` });
    const held = { ...recorded, held: allHeld(wish) };
    expect(outcomes(judgeAdministrator(held, guardDuty()))).toEqual(["fine"]);
  });

  it("is not judged if it was not read", () => {
    expect(judgeAdministrator(wish, guardDuty({ administrators: UNREAD }))).toEqual([]);
  });
});

describe("Detectors that exist", () => {
  const both = guardDuty({ management: DETECTOR, administrator: DETECTOR });

  it("are blockers if the state does not have them, each with the account and the command", () => {
    const findings = judgeDetectors(wish, both);
    expect(outcomes(findings)).toEqual(["blocker", "blocker"]);
    expect(findings.map(({ account }) => account)).toEqual([MANAGEMENT, OURS]);
    expect(findings[0]!.fix).toContain("./orgduty discover");
  });

  it("are fine if the snapshot has them, because the next plan imports them", () => {
    const account = (accountId: string) => emptyAccount(accountId, { detector: { ...EXISTING, id: "d1" } });
    const regions = {
      "eu-west-1": emptyRegion({ management: account(MANAGEMENT), administrator: account(OURS) }),
    };
    const recorded = { ...wish, snapshot: { ...wish.snapshot!, regions } };
    expect(outcomes(judgeDetectors(recorded, both))).toEqual(["fine", "fine"]);
    const others = guardDuty({ management: { ...DETECTOR, id: "d2" } });
    expect(outcomes(judgeDetectors(recorded, others))).toContain("blocker");
  });

  it("are blockers if the snapshot has them and they are gone, unless the state has them as well", () => {
    const account = (accountId: string) => emptyAccount(accountId, { detector: { ...EXISTING, id: "d1" } });
    const regions = { "eu-west-1": emptyRegion({ management: account(MANAGEMENT) }) };
    const recorded = { ...wish, snapshot: { ...wish.snapshot!, regions } };
    const findings = judgeDetectors(recorded, guardDuty());
    expect(outcomes(findings)).toEqual(["blocker", "fine"]);
    expect(findings[0]).toMatchObject({ account: MANAGEMENT, evidence: "detector d1 of the snapshot" });
    const held = { ...recorded, held: allHeld(wish) };
    expect(outcomes(judgeDetectors(held, guardDuty()))).toEqual(["fine", "fine"]);
  });

  it("are fine if the state has them", () => {
    expect(outcomes(judgeDetectors({ ...wish, held: allHeld(wish) }, both))).toEqual(["fine", "fine"]);
  });

  it("are not fine if the state was not read, or nothing says what is declared", () => {
    const unread = judgeDetectors({ ...wish, held: new Map([["eu-west-1", UNREAD]]) }, both);
    const undeclared = judgeDetectors({ ...wish, expected: [] }, both);
    expect(outcomes([...unread, ...undeclared])).toEqual(Array(4).fill("unchecked"));
  });

  it("are told of if they are suspended, or another account invited them", () => {
    const found = { ...DETECTOR, isEnabled: false, administrator: OTHER };
    const findings = judgeDetectors({ ...wish, held: allHeld(wish) }, guardDuty({ management: found }));
    expect(outcomes(findings)).toEqual(["fine", "blocker", "warning", "fine"]);
  });

  it("are a member's of our administrator without being told of", () => {
    const management = { ...DETECTOR, administrator: OURS };
    const findings = judgeDetectors({ ...wish, held: allHeld(wish) }, guardDuty({ management }));
    expect(outcomes(findings)).toEqual(["fine", "fine"]);
  });
});

describe("Members", () => {
  const judge = (accountId: string, status: string, changes = {}) =>
    judgeMembers(wishOf(changes), guardDuty({ administrator: DETECTOR, members: [{ accountId, status }] }));
  const MEMBER = "012345678901";
  const suspended = { accounts: new Map([[MEMBER, { name: "x", state: "SUSPENDED" }]]) };

  it.each([
    [MEMBER, "Enabled", {}, "fine"],
    [MEMBER, "Removed", {}, "warning"],
    [MEMBER, "RegionDisabled", {}, "warning"],
    [MEMBER, "AccountSuspended", suspended, "warning"],
    [MEMBER, "Removed", suspended, "fine"],
    ["444444444444", "Removed", {}, "fine"],
    ["987654321098", "Enabled", { accounts: new Map() }, "warning"],
  ])("%s, %s, is judged", (account, status, changes, outcome) => {
    expect(outcomes(judge(account, status, changes))).toEqual([outcome]);
  });

  it("are told of if the config excludes them, unless it leaves them enrolled", () => {
    const EXCLUDED = "444444444444";
    expect(judge(EXCLUDED, "Enabled")).toMatchObject([
      { outcome: "warning", account: EXCLUDED, fix: expect.stringContaining("disassociate-members") },
    ]);
    const { organization } = wish;
    const exclude = { [EXCLUDED]: { reason: "x", owner: "y", leave: "enrolled" as const } };
    const left = { organization: { ...organization, enrolment: { ...organization.enrolment, exclude } } };
    expect(outcomes(judge(EXCLUDED, "Enabled", left))).toEqual(["fine"]);
  });

  it("are not taken off while ALL holds, which GuardDuty refuses", () => {
    const members = [{ accountId: MEMBER, status: "AccountSuspended" }];
    const fixUnder = (newAccounts: string) => {
      const organization = { newAccounts, features: {}, oldRuntimePlan: "NONE" };
      const reading = guardDuty({ administrator: DETECTOR, members, organization });
      return judgeMembers(wishOf(suspended), reading)[0]!.fix;
    };
    expect(fixUnder("NEW")).toContain("aws guardduty disassociate-members");
    expect(fixUnder("ALL")).not.toContain("aws guardduty");
  });

  it("are not judged if the organization's accounts were not read", () => {
    const findings = judge(MEMBER, "Removed", { accounts: UNREAD });
    expect(outcomes(findings)).not.toContain("warning");
  });
});

describe("Settings", () => {
  const ours = (mode: string) => ({
    ...{ newAccounts: mode, features: { S3_DATA_EVENTS: mode } },
    oldRuntimePlan: "NONE",
  });
  const judge = (changes: Parameters<typeof guardDuty>[0]) =>
    judgeSettings(wish, guardDuty({ administrator: DETECTOR, ...changes }));

  it("are fine if apply raises them or leaves them", () => {
    expect(outcomes(judge({ organization: ours("NONE") }))).toEqual(["fine"]);
    expect(outcomes(judge({ organization: ours("NEW") }))).toEqual(["fine"]);
  });

  it("are told of if apply lowers them, each with what it becomes", () => {
    const [finding] = judge({ organization: ours("ALL") });
    expect(finding).toMatchObject({
      outcome: "warning",
      evidence: "GUARDDUTY: ALL becomes NEW, S3_DATA_EVENTS: ALL becomes NEW",
    });
  });

  it("are told of if findings would be published less often", () => {
    const config = {
      ...wish.config,
      detection: { ...wish.config.detection, findingPublishingFrequency: "SIX_HOURS" as const },
    };
    const findings = judgeSettings({ ...wish, config }, guardDuty({ administrator: DETECTOR }));
    expect(findings).toMatchObject([{ outcome: "warning", evidence: "FIFTEEN_MINUTES becomes SIX_HOURS" }]);
  });

  it("are told of if a filter archives, and not if it is a saved search", () => {
    const filter = (archives: boolean) => ({ name: "hush", rank: 1, archives, criteria: '{"severity":{}}' });
    const [finding] = judge({ filters: [filter(true)] });
    expect(finding).toMatchObject({ outcome: "warning", evidence: '"hush" {"severity":{}}' });
    expect(outcomes(judge({ filters: [filter(false)] }))).toEqual(["fine"]);
  });

  it("are told of if ranks have gaps, with the command that closes the first", () => {
    const filters = [
      { name: "later", rank: 4, archives: false, criteria: "{}" },
      { name: "first", rank: 1, archives: false, criteria: "{}" },
    ];
    const [finding] = judge({ filters });
    expect(finding).toMatchObject({ outcome: "warning", evidence: '"first" 1, "later" 4' });
    expect(finding!.fix).toContain("--filter-name 'later' --rank 2");
  });

  it("are told of if a trusted list is in force", () => {
    const [finding] = judge({ trustedLists: [{ id: "l1", name: "office" }] });
    expect(finding).toMatchObject({ outcome: "warning", evidence: '"office" (l1)' });
  });

  it("say what apply turns on in the administrator's own detector, which is no problem", () => {
    const features = { S3_DATA_EVENTS: "DISABLED", EKS_AUDIT_LOGS: "ENABLED" };
    const findings = judge({ administrator: { ...DETECTOR, features } });
    expect(outcomes(findings)).toEqual(["fine", "fine"]);
    expect(findings[1]!.evidence).toBe("S3_DATA_EVENTS");
  });

  it("are told of if the older runtime plan is on", () => {
    expect(outcomes(judge({ administrator: { ...DETECTOR, hasOldRuntimePlan: true } }))).toEqual(["warning"]);
    expect(outcomes(judge({ organization: { ...ours("NEW"), oldRuntimePlan: "NEW" } }))).toEqual(["warning"]);
  });

  it("are not fine if they were not read", () => {
    expect(judge({ filters: UNREAD })).toEqual([]);
    expect(judge({ trustedLists: UNREAD })).toEqual([]);
  });
});
