import type { ExistingRegion } from "../../../existing/existing-region";
import { administeredRegions } from "../../../intent/adopting/administered-regions";
import { adoptedDetection, keptIn, otherPlans } from "../../../intent/adopting/adopted-detection";
import { adoptedEnrolment } from "../../../intent/adopting/adopted-enrolment";
import { DETECTOR, emptyAccount, emptyRegion, oldRegion } from "../../existing/a-region";
import { account, validSnapshot } from "../../organization/valid-snapshot";
import { acme } from "../../support/fleet";

const example = acme().config.organizations.aws!;
const organization = { ...example, enrolment: { ...example.enrolment, exclude: {} } };
const MEMBER = "333333333333";
const OTHER = "444444444444";

/** A region that the administrator administers. */
function region(
  features: Readonly<Record<string, string>>,
  detectorFeatures: Readonly<Record<string, string>> = {},
  changes: Partial<ExistingRegion> = {},
): ExistingRegion {
  const detector = { ...DETECTOR, features: detectorFeatures };
  return emptyRegion({
    delegatedTo: "222222222222",
    organization: { newAccounts: "NEW", features },
    members: [{ state: "ENABLED", features: {}, accounts: ["111111111111", MEMBER] }],
    administrator: emptyAccount("222222222222", { detector }),
    ...changes,
  });
}

const snapshotOf = (regions: Readonly<Record<string, ExistingRegion>>) =>
  validSnapshot([account(MEMBER), account(OTHER)], { regions });
const administered = (regions: Readonly<Record<string, ExistingRegion>>) =>
  administeredRegions(organization, snapshotOf(regions));

describe("Administered regions", () => {
  it("are those that the config's administrator administers and that were read", () => {
    const regions = {
      a: region({}),
      b: region({}, {}, { delegatedTo: OTHER }),
      c: region({}, {}, { organization: { unread: "no" } }),
      d: emptyRegion(),
    };
    expect(administered(regions).map((one) => one.region)).toEqual(["a"]);
  });
});

describe("Adopted detection", () => {
  it("is what one region has, without a difference", () => {
    const on = { S3_DATA_EVENTS: "ENABLED" };
    const { detection, differences } = adoptedDetection(
      administered({ a: region({ S3_DATA_EVENTS: "ALL" }, on) }),
    );
    expect(detection).toMatchObject({
      findingPublishingFrequency: "SIX_HOURS",
      protectionPlans: { s3DataEvents: "ALL", eksAuditLogs: "NONE", runtimeMonitoring: { mode: "NONE" } },
    });
    expect(differences).toEqual([]);
  });

  it("is the strongest that any region has, so that none is lowered, and says what that changes", () => {
    const on = { S3_DATA_EVENTS: "ENABLED" };
    const fast = { ...DETECTOR, findingPublishingFrequency: "ONE_HOUR", features: on };
    const administrator = emptyAccount("222222222222", { detector: fast });
    const regions = {
      a: region({ S3_DATA_EVENTS: "NEW" }, on),
      b: region({ S3_DATA_EVENTS: "ALL" }, on, { administrator }),
    };
    const { detection, differences } = adoptedDetection(administered(regions));
    expect([detection.protectionPlans.s3DataEvents, detection.findingPublishingFrequency]).toEqual([
      "ALL",
      "ONE_HOUR",
    ]);
    expect(differences).toEqual([
      "a: S3_DATA_EVENTS for the organization is NEW, becomes ALL",
      "a: the frequency is SIX_HOURS, becomes ONE_HOUR",
    ]);
  });

  it("does not turn off what is on in the administrator's own detector", () => {
    const { detection, differences } = adoptedDetection(
      administered({ a: region({}, { RDS_LOGIN_EVENTS: "ENABLED" }) }),
    );
    expect(detection.protectionPlans.rdsLoginEvents).toBe("NEW");
    expect(differences).toEqual(["a: RDS_LOGIN_EVENTS for the organization is NONE, becomes NEW"]);
  });

  it("says what is turned on in the administrator's own detector", () => {
    const { differences } = adoptedDetection(administered({ a: region({ S3_DATA_EVENTS: "NEW" }) }));
    expect(differences).toEqual([
      "a: S3_DATA_EVENTS is off in the administrator's own detector, and is turned on",
    ]);
  });
});

describe("Adopted enrolment", () => {
  const enrolmentOf = (regions: Readonly<Record<string, ExistingRegion>>) =>
    adoptedEnrolment(organization, snapshotOf(regions), administered(regions));

  it("names members one by one, and excludes who is none anywhere", () => {
    expect(enrolmentOf({ a: region({}) })).toEqual({
      mode: "explicit",
      newAccounts: "NEW",
      exclude: [OTHER],
      differences: [],
    });
  });

  it("is automatic under ALL, which excludes nobody, and says whom ALL adds", () => {
    const all = region({}, {}, { organization: { newAccounts: "ALL", features: {} } });
    expect(enrolmentOf({ a: all })).toEqual({
      mode: "auto",
      newAccounts: "ALL",
      exclude: [],
      differences: [`a: no members, and are added: ${OTHER}`],
    });
  });

  it("lists members that differ: missing in a region, suspended, or with other plans", () => {
    const members = [
      { state: "DISABLED", accounts: ["111111111111"] },
      { state: "ENABLED", features: { S3_DATA_EVENTS: "DISABLED" }, accounts: [OTHER] },
    ];
    const regions = { a: region({}), b: region({ S3_DATA_EVENTS: "NEW" }, {}, { members }) };
    expect(enrolmentOf(regions)).toMatchObject({
      exclude: [],
      differences: [
        `a: no members, and are added: ${OTHER}`,
        `b: no members, and are added: ${MEMBER}`,
        "b: suspended, and are added again: 111111111111",
        `b: differ in S3_DATA_EVENTS, off there, and stay so: ${OTHER}`,
      ],
    });
  });

  it("says that nobody is left if no account is a member anywhere", () => {
    const { exclude, differences } = enrolmentOf({ a: region({}, {}, { members: [] }) });
    expect(exclude).toEqual([MEMBER, OTHER]);
    expect(differences).toContain(`no account is a member anywhere: all are excluded: ${MEMBER}, ${OTHER}`);
  });

  it("says which members the config excludes, and adds them nowhere", () => {
    const exclude = { [MEMBER]: { reason: "x", owner: "y" } };
    const excluding = { ...organization, enrolment: { ...organization.enrolment, exclude } };
    const regions = { a: region({}), b: region({}, {}, { members: [] }) };
    const { differences } = adoptedEnrolment(excluding, snapshotOf(regions), administered(regions));
    expect(differences).toContain(`a: the config excludes them, and they are members: ${MEMBER}`);
    expect(differences).toContain("b: no members, and are added: 111111111111");
  });

  it("says that ALL turns on what is off in a member", () => {
    const members = [{ state: "ENABLED", features: { S3_DATA_EVENTS: "DISABLED" }, accounts: [OTHER] }];
    const { differences } = enrolmentOf({ a: region({ S3_DATA_EVENTS: "ALL" }, {}, { members }) });
    expect(differences).toContain(`a: differ in S3_DATA_EVENTS, off there, and ALL turns it on: ${OTHER}`);
  });
});

describe("What the config does not have", () => {
  it("stays, and is listed", () => {
    const management = emptyAccount("111111111111", {
      malwarePlans: [{ id: "m2", bucket: "root-uploads", status: "ACTIVE" }],
      forwarders: [{ rule: "siem", pattern: "{}", targets: ["arn:aws:sns:t"] }],
    });
    const [one] = administered({ a: { ...oldRegion(), members: [], management } });
    expect(keptIn(one!, "case-guardduty-findings")).toEqual([
      'a: filter "noise" stays, and orgduty does not manage it',
      'a: threat list "bad" stays, and orgduty does not manage it',
      'a: export "arn:aws:s3:::old" stays, and orgduty does not manage it',
      'a: malware protection plan "uploads" stays, and orgduty does not manage it',
      'a: rule that takes findings "siem" stays, and orgduty does not manage it',
      'a: the management account\'s malware protection plan "root-uploads" stays, and orgduty does not manage it',
      'a: the management account\'s rule that takes findings "siem" stays, and orgduty does not manage it',
    ]);
    expect(keptIn(one!, "siem").join()).not.toContain("a: rule that takes findings");
    const [older] = administered({ a: region({ EKS_RUNTIME_MONITORING: "NEW" }) });
    expect(otherPlans(older!)).toEqual([
      "a: EKS_RUNTIME_MONITORING is NEW, which orgduty does not have, and stays",
    ]);
  });
});
