import type { OrgdutyConfig } from "../../config/config";
import type { FoundCoverage, FoundDetector } from "../../verification/read/guardduty/found-coverage";
import type { Gap } from "../../verification/compare/gap";
import { compareRegion } from "../../verification/verify-region";
import { acme } from "../support/fleet";
import { all, healthyCoverage, member } from "../verification/compare/found";

const project = acme();
const organization = project.config.organizations.aws!;
const snapshot = project.snapshots.aws!;
const ADMINISTRATOR = organization.administratorAccountId;
const EXCLUDED = "444444444444";
const PAYMENTS = "012345678901";
const enrolled = snapshot.accounts
  .filter(({ id, state }) => state === "ACTIVE" && id !== ADMINISTRATOR && id !== EXCLUDED)
  .map(({ id }) => id);

function compare(changes: Partial<FoundCoverage>, config: OrgdutyConfig = project.config) {
  const found = healthyCoverage(ADMINISTRATOR, enrolled, changes);
  const wishes = { config, organization: config.organizations.aws!, snapshot, region: "eu-west-1" as const };
  return compareRegion(wishes, found);
}

function gaps(changes: Partial<FoundCoverage>, config?: OrgdutyConfig): Gap[] {
  return [...compare(changes, config).gaps];
}

function withMember(changes: Parameters<typeof member>[1], id = PAYMENTS) {
  return { members: enrolled.map((each) => (each === id ? member(each, changes) : member(each))) };
}

function withPlans(plans: object): OrgdutyConfig {
  const { detection } = project.config;
  return {
    ...project.config,
    detection: { ...detection, protectionPlans: { ...detection.protectionPlans, ...plans } },
  };
}

const detector = healthyCoverage(ADMINISTRATOR, []).detector as FoundDetector;

describe("Coverage", () => {
  it("raises nothing on a healthy region", () => {
    expect(gaps({})).toEqual([]);
  });

  it("names a protection plan that is off, in the documented form", () => {
    const features = { ...all("ENABLED"), S3_DATA_EVENTS: "DISABLED" };
    expect(gaps(withMember({ features }))).toEqual([
      {
        account: PAYMENTS,
        region: "eu-west-1",
        plan: "S3_DATA_EVENTS",
        wanted: "on",
        found: "off",
        reason: "FEATURE_OFF",
        fix: "review and apply what a plan changes: ./orgduty plan",
      },
    ]);
  });

  it("names an agent setting that is off", () => {
    const features = { ...all("ENABLED"), EC2_AGENT_MANAGEMENT: "DISABLED" };
    expect(gaps(withMember({ features }))).toMatchObject([
      { account: PAYMENTS, plan: "EC2_AGENT_MANAGEMENT", reason: "FEATURE_OFF" },
    ]);
  });

  it("tells every plan of an account that is not enrolled", () => {
    const found = gaps({ members: enrolled.filter((id) => id !== PAYMENTS).map((id) => member(id)) });
    expect(found).toHaveLength(10);
    expect(new Set(found.map(({ account, reason }) => `${account} ${reason}`))).toEqual(
      new Set([`${PAYMENTS} NOT_ENROLLED`]),
    );
  });

  it.each([
    ["Removed", "DISASSOCIATED"],
    ["Resigned", "DISASSOCIATED"],
    ["Disabled", "SUSPENDED"],
    ["DISABLED", "SUSPENDED"],
    ["Created", "PENDING"],
    ["Invited", "PENDING"],
    ["RegionDisabled", "REGION_DISABLED"],
    ["AccountSuspended", "ACCOUNT_SUSPENDED"],
    ["SomethingNew", "NOT_ENROLLED"],
  ])("reads a member that is %s as %s", (relationshipStatus, reason) => {
    const [first, ...others] = gaps(withMember({ relationshipStatus }));
    expect(first).toMatchObject({ account: PAYMENTS, plan: "GUARDDUTY", found: "off", reason });
    expect(others.every((gap) => gap.reason === reason)).toBe(true);
  });

  it("takes a member whose plans GuardDuty did not tell for pending", () => {
    const found = gaps({
      members: enrolled.map((id) =>
        id === PAYMENTS ? { accountId: id, relationshipStatus: "Enabled" } : member(id),
      ),
    });
    expect(found).toHaveLength(9);
    expect(found[0]).toMatchObject({ found: "unknown", reason: "PENDING" });
  });

  it("tells a plan that GuardDuty does not list, though the region should have it", () => {
    const { LAMBDA_NETWORK_LOGS: _, ...features } = all("ENABLED");
    expect(gaps(withMember({ features }))).toMatchObject([
      { plan: "LAMBDA_NETWORK_LOGS", found: "unsupported", reason: "UNSUPPORTED_HERE" },
    ]);
  });

  it("tells an excluded account that is a member", () => {
    const members = [...enrolled, EXCLUDED].map((id) => member(id));
    expect(gaps({ members })).toMatchObject([
      { account: EXCLUDED, plan: "GUARDDUTY", wanted: "off", found: "on", reason: "EXCLUDED_BUT_ENROLLED" },
    ]);
  });

  it("asks nothing of accounts that are suspended", () => {
    const suspended = snapshot.accounts.find(({ state }) => state === "SUSPENDED")!.id;
    const members = [
      ...enrolled.map((id) => member(id)),
      member(suspended, { relationshipStatus: "AccountSuspended" }),
    ];
    expect(gaps({ members })).toEqual([]);
  });

  it("lists members that the snapshot does not know", () => {
    const members = [...enrolled, "999999999999"].map((id) => member(id));
    expect(compare({ members })).toMatchObject({ strangers: ["999999999999"], gaps: [] });
  });

  it("leaves a plan of mode NONE to members, and has it off in the administrator", () => {
    const found = gaps(
      {
        organizationConfiguration: {
          newAccounts: "NEW",
          features: { ...all("NEW"), S3_DATA_EVENTS: "NONE" },
        },
      },
      withPlans({ s3DataEvents: "NONE" }),
    );
    expect(found).toMatchObject([
      { account: ADMINISTRATOR, plan: "S3_DATA_EVENTS", wanted: "off", found: "on", reason: "FEATURE_ON" },
    ]);
  });

  it("asks for no agent settings where Runtime Monitoring is off", () => {
    const { runtimeMonitoring } = project.config.detection.protectionPlans;
    const config = withPlans({ runtimeMonitoring: { ...runtimeMonitoring, mode: "NONE" } });
    const plans = compare({}, config).accounts[0]!.cells.map(({ plan }) => plan);
    expect(plans).not.toContain("EC2_AGENT_MANAGEMENT");
  });
});

describe("Automatic enrolment", () => {
  const auto = {
    ...organization,
    enrolment: { ...organization.enrolment, mode: "auto", newAccounts: "ALL", exclude: {} },
  } as const;
  const config = { ...withPlans({ s3DataEvents: "ALL" }), organizations: { aws: auto } };
  const everybody = [...enrolled, EXCLUDED];

  it("wants what is ALL of every account, and leaves what is NEW to AWS", () => {
    const features = { ...all("DISABLED") };
    const found = gaps(
      {
        members: everybody.map((id) => member(id, id === PAYMENTS ? { features } : {})),
        organizationConfiguration: { newAccounts: "ALL", features: { ...all("NEW"), S3_DATA_EVENTS: "ALL" } },
      },
      config,
    );
    expect(found).toMatchObject([{ account: PAYMENTS, plan: "S3_DATA_EVENTS", reason: "FEATURE_OFF" }]);
  });
});

describe("Administrator", () => {
  it("tells a detector that is missing, and that members cannot be seen", () => {
    const { accounts, gaps: found } = compareRegion(
      { config: project.config, organization, snapshot, region: "eu-west-1" },
      {
        administratorAccountId: ADMINISTRATOR,
        members: [],
        ...{ destinations: [], archiveFilters: [], trustedLists: [], otherLists: {} },
      },
    );
    expect(new Set(found.map(({ reason }) => reason))).toEqual(new Set(["DETECTOR_MISSING"]));
    expect(accounts.find(({ account }) => account === PAYMENTS)!.cells[0]).toMatchObject({
      found: "unknown",
    });
  });

  it("tells a detector that is suspended", () => {
    const found = gaps({ detector: { ...detector, enabled: false } });
    expect(found[0]).toMatchObject({
      account: ADMINISTRATOR,
      plan: "GUARDDUTY",
      reason: "DETECTOR_SUSPENDED",
    });
  });

  it("tells updates that are published too rarely", () => {
    expect(gaps({ detector: { ...detector, findingPublishingFrequency: "SIX_HOURS" } })).toMatchObject([
      { plan: "GUARDDUTY", wanted: "FIFTEEN_MINUTES", found: "SIX_HOURS", reason: "FREQUENCY_DIFFERS" },
    ]);
  });

  it("tells an administrator that is another account", () => {
    const [first] = gaps({ administratorAccountId: PAYMENTS, members: [] });
    expect(first).toMatchObject({ wanted: ADMINISTRATOR, found: PAYMENTS, reason: "WRONG_ADMINISTRATOR" });
  });

  it("tells an organization without administrator", () => {
    const { administratorAccountId: _, ...rest } = healthyCoverage(ADMINISTRATOR, []);
    const { gaps: found } = compareRegion(
      { config: project.config, organization, snapshot, region: "eu-west-1" },
      rest,
    );
    expect(found[0]).toMatchObject({ wanted: ADMINISTRATOR, found: "none", reason: "NOT_DELEGATED" });
  });

  it("tells what new accounts get otherwise", () => {
    const organizationConfiguration = {
      newAccounts: "NONE",
      features: { ...all("NEW"), RDS_LOGIN_EVENTS: "NONE" },
    };
    expect(gaps({ organizationConfiguration })).toMatchObject([
      { plan: "GUARDDUTY", wanted: "NEW", found: "NONE", reason: "ORGANIZATION_CONFIGURATION_DIFFERS" },
      {
        plan: "RDS_LOGIN_EVENTS",
        wanted: "NEW",
        found: "NONE",
        reason: "ORGANIZATION_CONFIGURATION_DIFFERS",
      },
    ]);
  });

  it.each([
    ["UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY", "EXPORT_BLOCKED"],
    ["STOPPED", "EXPORT_BLOCKED"],
    ["PENDING_VERIFICATION", "PENDING"],
  ])("reads an export that is %s as %s", (status, reason) => {
    expect(gaps({ destinations: [{ id: "p1", status }] })).toMatchObject([
      { plan: "EXPORT", wanted: "PUBLISHING", found: status, reason, resource: "p1" },
    ]);
  });
});

describe("China", () => {
  it("has no Runtime Monitoring, and that is no gap", () => {
    const china = project.config.organizations["aws-cn"]!;
    const accounts = project.snapshots["aws-cn"]!;
    const ids = accounts.accounts.map(({ id }) => id).filter((id) => id !== china.administratorAccountId);
    const { gaps: found, accounts: rows } = compareRegion(
      { config: project.config, organization: china, snapshot: accounts, region: "cn-north-1" },
      healthyCoverage(china.administratorAccountId, ids),
    );
    expect(found).toEqual([]);
    const cells = rows[0]!.cells.filter(({ wanted }) => wanted === "unsupported");
    expect(cells.map(({ plan, reason }) => [plan, reason])).toEqual(
      [
        "RUNTIME_MONITORING",
        "EKS_ADDON_MANAGEMENT",
        "ECS_FARGATE_AGENT_MANAGEMENT",
        "EC2_AGENT_MANAGEMENT",
      ].map((plan) => [plan, "UNSUPPORTED_HERE"]),
    );
  });
});
