import { parsePolicy } from "../../../aws/policy/parse-policy";
import { UNREAD } from "../../../aws-clients/attempts";
import { judgeClock } from "../../../doctor/organization/clock";
import { judgeControlPolicies } from "../../../doctor/organization/control-policies";
import { judgeEntry } from "../../../doctor/organization/credentials";
import { judgeGuardDutyPolicies } from "../../../doctor/organization/guardduty-policies";
import { judgeOrganization } from "../../../doctor/organization/organization";
import { judgePermissions } from "../../../doctor/organization/permissions";
import { judgeRelay } from "../../../doctor/organization/relay";
import { judgeState } from "../../../doctor/organization/state";
import { judgeRegistered } from "../../../doctor/organization/registered";
import { judgeTrustedAccess } from "../../../doctor/organization/trusted-access";
import type { OrganizationReading } from "../../../doctor/read/organization";
import { acme } from "../../support/fleet";

const { config, snapshots } = acme();
const organization = config.organizations.aws!;
const snapshot = snapshots.aws!;
const outcomes = (findings: readonly { outcome: string }[]) => findings.map(({ outcome }) => outcome);

describe("Credentials", () => {
  const entry = { purpose: "plan", account: "management", expected: "111111111111" } as const;
  const opens = (accountId: string, arn = "arn:aws:sts::111111111111:assumed-role/x/y", alias?: string) =>
    judgeEntry({ ...entry, found: { accountId, arn, ...(alias ? { alias } : {}) } });

  it("are fine if they open the account, which is named with its alias", () => {
    expect(opens("111111111111", undefined, "acme-root")).toMatchObject([
      { outcome: "fine", what: "credentials.plan.management opens 111111111111 (acme-root)" },
    ]);
  });

  it("are a blocker if they open another, which is said beside the expected one", () => {
    expect(opens("999999999999", "arn:x", "theirs")).toMatchObject([
      { outcome: "blocker", evidence: "found 999999999999 (theirs) as arn:x, expected 111111111111" },
    ]);
  });

  it("are told of if they are the root user's", () => {
    expect(outcomes(opens("111111111111", "arn:aws:iam::111111111111:root"))).toEqual(["warning"]);
  });

  it("that do not let this machine in stop a plan; those of apply may be for a pipeline", () => {
    const found = { error: "AccessDenied: not authorized to perform: sts:AssumeRole" };
    const apply = { ...entry, purpose: "apply", roleArn: "arn:aws:iam::111111111111:role/a", found } as const;
    expect(outcomes(judgeEntry({ ...entry, found }))).toEqual(["blocker"]);
    expect(outcomes([...judgeEntry(apply), ...judgeEntry(apply, true)])).toEqual([
      "out-of-reach",
      "out-of-reach",
    ]);
    expect(outcomes(judgeEntry(apply, false))).toEqual(["blocker"]);
  });
});

describe("Credentials that this machine's files or network keep from working", () => {
  const role = {
    account: "management",
    expected: "111111111111",
    roleArn: "arn:aws:iam::111111111111:role/a",
  } as const;
  it.each(["plan", "apply"] as const)("blame no role, in %s", (purpose) => {
    const [network] = judgeEntry({
      ...role,
      purpose,
      found: { error: "Error: getaddrinfo ENOTFOUND sts.x" },
    });
    expect(network).toMatchObject({ evidence: expect.stringMatching(/^AWS was not reached/) });
    expect(network!.fix).toMatch(/^check the network/);
    const error = 'OperatorError: there is no profile "x"\n  fix: aws configure sso --profile x';
    const [profile] = judgeEntry({ ...role, purpose, found: { error } });
    expect(profile).toMatchObject({
      evidence: 'there is no profile "x"',
      fix: "aws configure sso --profile x",
    });
  });
});

describe("The clock", () => {
  it.each([
    [0, "fine"],
    [-59_000, "fine"],
    [60_000, "warning"],
    [-300_000, "blocker"],
    [undefined, "out-of-reach"],
  ])("%s ms off is judged", (skew, outcome) => {
    expect(judgeClock(skew).outcome).toBe(outcome);
  });
});

describe("The organization", () => {
  const reading = (changes: Partial<OrganizationReading> = {}): OrganizationReading => ({
    described: { id: snapshot.organizationId, managementAccountId: "111111111111", featureSet: "ALL" },
    accounts: snapshot.accounts,
    ...{ delegated: [], trustedServices: [], policies: [], findings: [] },
    ...changes,
  });
  const judge = (changes: Partial<OrganizationReading>) =>
    outcomes(judgeOrganization(organization, reading(changes), snapshot));
  const described = { id: snapshot.organizationId, managementAccountId: "111111111111", featureSet: "ALL" };
  const without = (id: string) => snapshot.accounts.filter((account) => account.id !== id);

  it("is fine as the snapshot has it", () => {
    expect(judge({})).toEqual(["fine"]);
    const [without] = judgeOrganization(organization, reading());
    expect(without!.what).not.toContain("snapshot");
  });

  it.each([
    ["another organization", { described: { ...described, id: "o-other" } }],
    ["another management account", { described: { ...described, managementAccountId: "9" } }],
    ["only consolidated billing", { described: { ...described, featureSet: "CONSOLIDATED_BILLING" } }],
    ["an account that left", { accounts: without("012345678901") }],
  ])("is a blocker with %s", (_, changes) => {
    expect(judge(changes)).toEqual(["blocker"]);
  });

  it("is a blocker twice without the administrator's account, which the snapshot has too", () => {
    expect(judge({ accounts: without("222222222222") })).toEqual(["blocker", "blocker"]);
  });

  it("is told of with an account that the snapshot does not have", () => {
    const newcomer = { ...snapshot.accounts[0]!, id: "888888888888", name: "Newcomer" };
    expect(judge({ accounts: [...snapshot.accounts, newcomer] })).toEqual(["warning"]);
  });

  it("is not fine if it was not read", () => {
    expect(judge({ described: UNREAD })).toEqual([]);
    expect(judge({ accounts: UNREAD })).toEqual([]);
  });

  const registered = (delegated: OrganizationReading["delegated"], others: string[], isToDelegate: boolean) =>
    outcomes(judgeRegistered(organization, { delegated }, { others: new Set(others), isToDelegate }));

  it("has no other administrator registered than the config's and those that regions name", () => {
    expect(registered(["222222222222", "333333333333"], ["333333333333"], true)).toEqual([]);
    expect(registered(["222222222222", "333333333333"], [], false)).toEqual(["warning"]);
    expect(registered(["333333333333"], [], true)).toEqual(["blocker"]);
    expect(registered(UNREAD, [], true)).toEqual([]);
  });

  const MALWARE = "malware-protection.guardduty.amazonaws.com";
  const trust = (trustedServices: string[], isDelegated: boolean) =>
    outcomes(judgeTrustedAccess(config.detection, reading({ trustedServices }), isDelegated));

  it("has to trust malware protection at once, and GuardDuty once it is delegated", () => {
    expect(trust([MALWARE], false)).toEqual(["fine", "fine"]);
    expect(trust([MALWARE], true)).toEqual(["blocker", "fine"]);
    expect(trust(["guardduty.amazonaws.com"], true)).toEqual(["fine", "blocker"]);
  });

  it("needs no trust in malware protection that the config does not want", () => {
    const detection = {
      ...config.detection,
      protectionPlans: { ...config.detection.protectionPlans, ebsMalwareProtection: "NONE" as const },
    };
    expect(outcomes(judgeTrustedAccess(detection, reading(), false))).toEqual(["fine"]);
  });

  it("is told of with each policy that manages GuardDuty", () => {
    const policy = { id: "p-1", name: "central", content: "{}", targets: ["r-1"] };
    expect(judgeGuardDutyPolicies({ policies: [policy] })).toMatchObject([
      { outcome: "warning", what: expect.stringContaining('managed by policy: "central"') },
    ]);
    expect(outcomes(judgeGuardDutyPolicies({ policies: [] }))).toEqual(["fine"]);
  });
});

describe("Service control policies", () => {
  const needed = [
    {
      action: "sqs:CreateQueue",
      resource: "arn:aws:sqs:eu-west-1:222222222222:a",
      account: "administrator",
      isRead: false,
      for: "x",
    },
  ] as const;
  const FULL = { Effect: "Allow", Action: "*", Resource: "*" };
  const level = (target: string, ...Statement: object[]) => ({
    target,
    policies: [{ id: "p-1", name: "one", document: parsePolicy({ Version: "2012-10-17", Statement }) }],
  });
  const judge = (...levels: ReturnType<typeof level>[]) =>
    judgeControlPolicies(levels, needed, "eu-west-1", {
      accountId: "222222222222",
      principalArn: "arn:aws:iam::222222222222:role/orgduty-apply",
    });
  const deny = (Condition: object) => ({ Effect: "Deny", Action: "*", Resource: "*", Condition });

  it("are fine if every level allows", () => {
    expect(outcomes(judge(level("r-1", FULL), level("ou-1", FULL)))).toEqual(["fine"]);
    expect(outcomes(judge())).toEqual(["fine"]);
  });

  it("are a blocker if one level allows nothing", () => {
    expect(judge(level("r-1", FULL), level("ou-1", { ...FULL, Action: "s3:*" }))).toMatchObject([
      { outcome: "blocker", evidence: expect.stringContaining("nothing at ou-1 allows it") },
    ]);
  });

  it("are a blocker if one denies the region, and not if it denies another or excepts the role", () => {
    const regions = (...list: string[]) => ({ StringNotEquals: { "aws:RequestedRegion": list } });
    expect(outcomes(judge(level("r-1", FULL, deny(regions("us-east-1")))))).toEqual(["blocker"]);
    expect(outcomes(judge(level("r-1", FULL, deny(regions("eu-west-1")))))).toEqual(["fine"]);
    const excepted = {
      ...regions("us-east-1"),
      ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/orgduty-*" },
    };
    expect(outcomes(judge(level("r-1", FULL, deny(excepted))))).toEqual(["fine"]);
  });

  it("are not checked if their condition cannot be told", () => {
    const tag = deny({ StringNotEquals: { "aws:PrincipalTag/team": "security" } });
    expect(outcomes(judge(level("r-1", FULL, tag)))).toEqual(["unchecked"]);
  });
});

describe("Permissions", () => {
  const result = {
    action: "sqs:CreateQueue",
    resource: "arn:q",
    isAllowed: false,
    because: "no policy allows it",
    missing: [] as string[],
  };
  const judge = (...results: (typeof result)[]) =>
    outcomes(judgePermissions({ purpose: "apply", arn: "arn:aws:iam::1:role/a", results }));

  it("are fine if all is allowed", () => {
    expect(judge({ ...result, isAllowed: true, missing: [] })).toEqual(["fine"]);
  });

  it("are a blocker for each cause", () => {
    const policy = { ...result, action: "sqs:TagQueue", because: "a service control policy" };
    expect(judge(result, policy)).toEqual(["blocker", "blocker"]);
  });

  it("are not checked if the simulation lacks a condition key", () => {
    expect(judge({ ...result, missing: ["aws:PrincipalTag/team"] })).toEqual(["unchecked"]);
  });
});

describe("The relay", () => {
  const now = Date.parse("2026-11-27T00:00:00Z");
  const judge = (reading: Parameters<typeof judgeRelay>[1], isInVpc = false) =>
    judgeRelay({ address: { host: "r", port: 443, isTls: true }, isInVpc, now }, reading).outcome;

  it("is said to have an expired certificate, rather than one of an unknown authority", () => {
    const reading = { kind: "untrusted", error: "expired", validTo: "2026-11-26T00:00:00Z" } as const;
    const address = { host: "r", port: 443, isTls: true };
    expect(judgeRelay({ address, isInVpc: false, now }, reading).what).toContain("has expired");
  });

  it("is judged by what the connection showed", () => {
    expect(judge({ kind: "answers", validTo: "2027-11-27T00:00:00Z" })).toBe("fine");
    expect(judge({ kind: "answers" })).toBe("fine");
    expect(judge({ kind: "answers", validTo: "2026-12-20T00:00:00Z" })).toBe("warning");
    expect(judge({ kind: "untrusted", error: "expired", validTo: "2026-11-26T00:00:00Z" })).toBe("blocker");
    expect(judge({ kind: "untrusted", error: "unknown authority" })).toBe("blocker");
    expect(judge({ kind: "unreachable", error: "ECONNREFUSED" })).toBe("warning");
    expect(judge({ kind: "unreachable", error: "ECONNREFUSED" }, true)).toBe("out-of-reach");
  });
});

describe("The bucket of states", () => {
  const closed = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"];
  const good = {
    region: "eu-west-1",
    versioning: "Enabled",
    encryption: "AES256",
    blocks: closed,
    isPublic: false,
  };
  const judge = (changes: object) =>
    outcomes(judgeState({ bucket: "b", region: "eu-west-1" }, { ...good, ...changes }));

  it.each([
    [{}, ["fine"]],
    [{ region: undefined }, ["blocker"]],
    [{ region: "us-east-1" }, ["blocker"]],
    [{ versioning: "Suspended" }, ["warning"]],
    [{ encryption: undefined }, ["warning"]],
    [{ blocks: closed.slice(1) }, ["warning"]],
    [{ isPublic: true }, ["blocker"]],
    [{ versioning: UNREAD }, []],
    [{ encryption: UNREAD }, []],
    [{ blocks: UNREAD }, []],
    [{ isPublic: UNREAD }, []],
  ])("with %j is judged", (changes, expected) => {
    expect(judge(changes)).toEqual(expected);
  });
});
